-- One row is one indicator of the reports: how it is counted, what it is divided by, its unit and its decimals. Rounded half up, at D.
with described as (
    {%- if execute %}
    {%- for indicator in indicator_list() %}
    select
        {{ quoted(indicator.name) }} as indicator_id, {{ quoted(indicator.label) }} as name_zh, {{ quoted(indicator.kind) }} as kind,
        {{ quoted('reporting.' ~ indicator.table) }} as report_table, {{ quoted(indicator.numerator) }} as numerator,
        {{ quoted(indicator.denominator) }} as denominator, {{ indicator.scale }} as scale, {{ quoted(indicator.unit) }} as unit,
        {{ indicator.decimals }} as decimals, {{ quoted(indicator.description) }} as description
    {{ "union all" if not loop.last }}
    {%- endfor %}
    {%- else %}
    select
        '' as indicator_id, '' as name_zh, '' as kind, '' as report_table, '' as numerator, '' as denominator, 1 as scale, '' as unit,
        0 as decimals, '' as description
    {%- endif %}
)

select indicator_id, name_zh, kind, report_table, numerator, denominator, scale, unit, decimals, description
from described
