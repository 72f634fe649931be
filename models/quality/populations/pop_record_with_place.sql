-- One row per row of a ledger with county, township and village that stands at D: the place that was submitted and what was found behind it.
{%- for seed, fact, condition in form_facts() if form_has_column(seed, 'village_name') %}
select
    '{{ seed | upper }}' as form_code, submission_id, sheet, row_no, record_key, reporting_unit_code,
    {{ 'household_key' if form_has_column(seed, 'household_code') else 'cast(null as varchar)' }} as household_key,
    township_name, village_name, township_code, village_code
from {{ ref(fact) }}
where {{ condition }}
{{ "union all" if not loop.last }}
{%- endfor %}
