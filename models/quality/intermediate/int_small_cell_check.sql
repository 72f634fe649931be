-- One row per report that counts persons or households by place: what its printed lines still tell of small counts. Expected is nothing. Read from the
-- built tables alone, as any reader could: a printed small count, a hidden part that is the only one of its family, a hidden total beside printed
-- divisions, or a printed line less the printed lines below it that leaves a small count (only for sums: distinct persons do not add up).
with cell as (
    {%- for report in small_cell_reports() %}
    select
        '{{ report.report }}' as report,
        area_level,
        {{ small_cell_place(report) }},
        suppressed_zh is not null as is_hidden,
        {{ small_cell_counts(report) }}
    from {{ ref(report.report) }}
    {{ "union all" if not loop.last }}
    {%- endfor %}
),

minimum as (
    {{ small_cell_minimum() }}
),

part as (
    select report, area_level, area, parent_area, part, bool_or(is_hidden) as is_hidden, bool_or(is_hidden) and not bool_and(is_hidden) as is_mixed
    from cell
    group by all
),

member as (
    select report, part, parent_area as family, is_hidden
    from part
    where area_level <> 'city'
    union all
    select report, part, area as family, is_hidden
    from part
    where area_level <> 'township'
),

left_over as (
    select above.report, above.value - sum(coalesce(below.value, 0)) as value
    from cell as above
    inner join cell as below
        on
            above.report = below.report and above.area = below.parent_area and above.part = below.part
            and above.division = below.division and above.measure = below.measure
    where above.measure not in ({{ small_cell_distinct_counts() }})
    group by above.report, above.area, above.division, above.measure, above.value
),

problem as (
    select cell.report
    from cell
    cross join minimum
    where cell.value is not null and (cell.is_hidden or minimum.least is null or (cell.value <> 0 and cell.value < minimum.least))
    union all
    select report
    from part
    where is_mixed
    union all
    select report
    from member
    group by report, part, family
    having count(*) > 1 and count(*) filter (where is_hidden) = 1
    union all
    select total.report
    from part as total
    inner join part as divided on total.report = divided.report and total.area = divided.area
    where total.part = 'total' and divided.part = 'divided' and total.is_hidden and not divided.is_hidden
    union all
    select left_over.report
    from left_over
    cross join minimum
    where left_over.value between 1 and minimum.least - 1
),

report as (
    {%- for report in small_cell_reports() %}
    select '{{ report.report }}' as subject
    {{ "union all" if not loop.last }}
    {%- endfor %}
)

select
    'small_cell_hidden' as check_id,
    report.subject,
    0 as expected,
    count(problem.report) as actual
from report
left join problem on report.subject = problem.report
group by report.subject
