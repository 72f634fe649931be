-- One row per (reporting unit, form that it must deliver at D): whether the submission of the due period is in force.
with required as (
    select calendar.form_code, unit.reporting_unit_code
    from {{ ref('form_calendar') }} as calendar
    cross join {{ ref('reporting_unit') }} as unit
    where calendar.required = 'Y' and {{ holds_at_as_of('calendar') }} and {{ holds_at_as_of('unit') }}
),

delivered as (
    select
        form_code, reporting_unit_code, period_start, period_end,
        count(*) as submissions,
        sum(rows_accepted) as rows_accepted
    from {{ ref('submission') }}
    where status = 'in_force'
    group by form_code, reporting_unit_code, period_start, period_end
)

select
    cast({{ as_of() }} as date) as as_of,
    required.form_code,
    required.reporting_unit_code,
    expected.period_start,
    expected.period_end,
    expected.due_date,
    coalesce(delivered.submissions, 0) > 0 as delivered,
    cast(coalesce(delivered.submissions, 0) as integer) as submissions,
    cast(coalesce(delivered.rows_accepted, 0) as bigint) as rows_accepted
from required
left join {{ ref('expected_submission') }} as expected
    on required.form_code = expected.form_code and required.reporting_unit_code = expected.reporting_unit_code
left join delivered
    on
        expected.form_code = delivered.form_code
        and expected.reporting_unit_code = delivered.reporting_unit_code
        and expected.period_start = delivered.period_start
        and expected.period_end = delivered.period_end
