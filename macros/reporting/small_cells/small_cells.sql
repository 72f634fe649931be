{#-
    `counted` without what small counts would tell, as the last of several CTEs: `printed`.
    1. A part with a count from 1 to below the minimum is hidden, on every level. A zero is printed. A part is hidden with all its figures, so that no
       other measure and no ratio tells; where the total is hidden, so are the divisions.
    2. Below a printed area, what is hidden must add up to the minimum or more in every cell: the smallest area with something in that cell is
       hidden too. So what is hidden is never alone in its family (an area with those directly below it), and its sum is no small cell.
    3. Below an area that is hidden for its siblings' sake at least one is hidden, or its lines would add up to it.
    Hidden divisions become one line (不公布): which of them have rows is not told either. Without a minimum everything is hidden.
    docs/decisions/small-cells.md says why nothing hidden follows from what is printed.
-#}
{% macro small_cells(name) -%}
{%- set report = (small_cell_reports() | selectattr('report', 'equalto', name) | list)[0] -%}
minimum as (
    {{ small_cell_minimum() }}
),

line as (
    select
        counted.* exclude (period_start, period_end),
        {{ small_cell_place(report) }},
        sum({{ report.counts | join(' + ') }}) over same_area as size,
        {{ small_cell_periods(report) }}
    from counted
    window same_area as (partition by area_level, reporting_unit_code, township_code)
),

cell as (
    select
        area_level, area, parent_area, part, division, size,
        {{ small_cell_counts(report) }}
    from line
),

-- What each part asks for, before it is known whether the area above it is printed.
judged as (
    select
        cell.*,
        minimum.least,
        bool_or(minimum.least is null or (cell.value <> 0 and cell.value < minimum.least)) over (partition by cell.area, cell.part) as is_small
    from cell
    cross join minimum
),

weighed as (
    select
        area_level, area, parent_area, part, value, least, is_small,
        bool_or(is_small) over (partition by parent_area, part) as has_small,
        sum(value) filter (where is_small and value <> 0) over same_cell as hidden_sum,
        min(value) filter (where is_small) over same_cell as lowest,
        row_number() over (partition by parent_area, part, division, measure, is_small, value = 0 order by size, area) as place_in_cell,
        dense_rank() over (partition by parent_area, part order by size = 0, size, area) as place_in_family
    from judged
    window same_cell as (partition by parent_area, part, division, measure)
),

state as materialized (
    select
        area_level, area, parent_area, part,
        bool_or(is_small) as is_small,
        -- A negative count, which only a wrong ledger has, would make the sum say nothing: all are hidden.
        bool_or(value <> 0 and hidden_sum < least and (place_in_cell = 1 or lowest < 0)) as completes_a_sum,
        bool_or(not has_small and place_in_family = 1) as stands_for_its_family
    from weighed
    group by area_level, area, parent_area, part
),
{% for level, upper in [('city', none), ('unit', 'city'), ('township', 'unit')] %}
{{ level }}_hidden as (
    select distinct
        state.area,
        unnest(case state.part when 'total' then ['total', 'divided'] else [state.part] end) as part
    from state
    {%- if upper %}
    left join {{ upper }}_hidden as above on state.parent_area = above.area and state.part = above.part
    where
        state.area_level = '{{ level }}'
        and (state.is_small or case when above.area is null then state.completes_a_sum else state.stands_for_its_family end)
    {%- else %}
    where state.area_level = '{{ level }}' and state.is_small
    {%- endif %}
),
{% endfor %}
hidden as (
    select area, part from city_hidden
    union all
    select area, part from unit_hidden
    union all
    select area, part from township_hidden
),

printed as (
    select distinct
        line.area_level, line.reporting_unit_code, line.township_code,
        {%- for division in report.divisions %}
        {%- if report.divided %}
        line.{{ division }},
        {%- else %}
        case when hidden.area is not null and line.{{ division }} <> '全部' then '不公布' else line.{{ division }} end as {{ division }},
        {%- endif %}
        {%- endfor %}
        line.period_start, line.period_end,
        {%- for measure in semantic_model(report.measures).measures %}
        case when hidden.area is null then line.{{ measure.name }} end as {{ measure.name }},
        {%- endfor %}
        case
            when minimum.least is null then '没有小格下限（small_cell_minimum），人数和户数都不公布'
            when hidden.area is not null then '小格抑制：人数或户数低于下限，或者可用来推算这样的数'
        end as suppressed_zh
    from line
    cross join minimum
    left join hidden on line.area = hidden.area and line.part = hidden.part
)
{%- endmacro %}
