{#- The lowest number of persons or households that is printed: the city's value at D, for all units alike; NULL when there is none. -#}
{% macro small_cell_minimum() -%}
    select max(whole_number) as least
    from {{ ref('int_parameter') }}
    where param_id = 'small_cell_minimum' and reporting_unit_code = '{{ city() }}'
{%- endmacro %}

{#-
    Where a line stands. area and parent_area: the tree of city, units and townships. part: what is printed or hidden of an area as a whole, its line
    in total or its divisions together; a line of a report that is never added up is a part of its own. division: the line within its part.
-#}
{% macro small_cell_place(report) -%}
    case area_level when 'city' then 'city' when 'unit' then reporting_unit_code else reporting_unit_code || '|' || township_code end as area,
    case area_level when 'unit' then 'city' when 'township' then reporting_unit_code end as parent_area,
    concat_ws('|', {{ report.divisions | join(', ') }}) as division,
    {%- if report.divided %}
    concat_ws('|', {{ report.divisions | join(', ') }}) as part
    {%- else %}
    case when {% for d in report.divisions %}{{ d }} = '全部'{{ " and " if not loop.last }}{% endfor %} then 'total' else 'divided' end as part
    {%- endif %}
{%- endmacro %}

{#- The counts of a line, one row each. -#}
{% macro small_cell_counts(report) -%}
    unnest([{{ report.counts | join(', ') }}]) as value, unnest(['{{ report.counts | join("', '") }}']) as measure
{%- endmacro %}

{#-
    The periods of a line. A line that stands alone has its own. Elsewhere all lines of an area show those of the area: a division that
    shows July where only one unit's ledger is of July would tell that this unit, hidden or not, has somebody there.
-#}
{% macro small_cell_periods(report) -%}
    {%- if report.divided -%}
    period_start, period_end
    {%- else -%}
    min(period_start) over same_area as period_start,
    max(period_end) over same_area as period_end
    {%- endif -%}
{%- endmacro %}
