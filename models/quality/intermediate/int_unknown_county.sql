-- One row per submission and county name that stands in its rows and is none of its reporting unit. Few, where rows are many.
{{ config(materialized='table') }}

with standing as (
    {%- for seed, fact, condition in form_facts() if form_has_column(seed, 'county_name') %}
    select form.submission_id, form.county_name, submission.reporting_unit_code
    {{ standing_rows(seed) }}
    {{ "union all" if not loop.last }}
    {%- endfor %}
)

select distinct standing.submission_id, standing.county_name
from standing
left join {{ ref('int_county_spelling') }} as known
    on standing.reporting_unit_code = known.reporting_unit_code and standing.county_name = known.spelling
where standing.county_name is not null and known.spelling is null
