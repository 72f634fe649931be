-- One row per standing row of a ledger whose county name is none of its reporting unit.
{%- for seed, fact, condition in form_facts() if form_has_column(seed, 'village_name') %}
select named.submission_id, named.sheet, named.row_no, '{{ seed | upper }}' as form_code
from (
    select form.submission_id, form.sheet, form.row_no, form.county_name
    {{ standing_rows(seed) }}
) as named
inner join {{ ref('int_unknown_county') }} as unknown
    on named.submission_id = unknown.submission_id and named.county_name = unknown.county_name
{{ "union all" if not loop.last }}
{%- endfor %}
