{#-
    The lines of a report: the city (4112), its units and their townships, each in total and by the values of every slice and of all slices together.
    `rolled` are the columns that say which line it is, `rollup` is the grouping behind them. A slice that a line does not divide by reads 全部;
    a blank value is a line of its own (未填), so that the lines of a slice add up to the total.
    townships: false for ledgers that know no township. divided: true where the values of a slice must not be added up.
    Over nothing there is no line, not even one of the city: a report of zeros would say that somebody looked.
-#}
{% macro rolled(slices=[], townships=true) -%}
    case
        when grouping(reporting_unit_code) = 1 then 'city'
        {%- if townships %}
        when grouping(township_code) = 0 then 'township'
        {%- endif %}
        else 'unit'
    end as area_level,
    coalesce(reporting_unit_code, '{{ city() }}') as reporting_unit_code,
    {%- if townships %}
    case when grouping(township_code) = 0 then coalesce(township_code, '未填') else '全部' end as township_code
    {%- else %}
    '全部' as township_code
    {%- endif %}
    {%- for slice in slices %},
    case when grouping({{ slice }}) = 0 then coalesce(cast({{ slice }} as varchar), '未填') else '全部' end as {{ slice }}
    {%- endfor %}
{%- endmacro %}

{% macro rollup(slices=[], townships=true, divided=false) -%}
    {%- set areas = [[], ['reporting_unit_code']] + ([['reporting_unit_code', 'township_code']] if townships else []) -%}
    {%- set divisions = [[]] -%}
    {%- for slice in slices -%}{%- do divisions.append([slice]) -%}{%- endfor -%}
    {%- if slices | length > 1 -%}{%- do divisions.append(slices) -%}{%- endif -%}
    grouping sets (
        {%- for area in areas -%}{%- set outer = loop -%}
        {%- for division in divisions %}
        ({{ (area + division) | join(', ') }}){{ "," if not (outer.last and loop.last) }}
        {%- endfor -%}
        {%- endfor %}
    )
    having
        count(*) > 0
        {%- for slice in (slices if divided else []) %}
        and grouping({{ slice }}) = 0
        {%- endfor %}
{%- endmacro %}
