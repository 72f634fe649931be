-- One row per row of a ledger that stands at D, whatever its form.
{%- for seed, fact, condition in form_facts() %}
select
    '{{ seed | upper }}' as form_code, submission_id, sheet, row_no, record_key, reporting_unit_code
from {{ ref(fact) }}
where {{ condition }}
{{ "union all" if not loop.last }}
{%- endfor %}
