-- One row per (reporting unit, form that it must deliver at D): whether the submission of the due period is in force.
-- A form split by township is delivered by one workbook of the whole unit, or by every township with a village in the rural scope at D.
with required as (
    select calendar.form_code, unit.reporting_unit_code, form.split_by
    from {{ ref('form_calendar') }} as calendar
    inner join {{ ref('dim_form') }} as form on calendar.form_code = form.form_code
    cross join {{ ref('reporting_unit') }} as unit
    where calendar.required = 'Y' and {{ holds_at_as_of('calendar') }} and {{ holds_at_as_of('unit') }}
),

due as (
    select required.form_code, required.reporting_unit_code, required.split_by, expected.period_start, expected.period_end, expected.due_date
    from required
    left join {{ ref('expected_submission') }} as expected
        on required.form_code = expected.form_code and required.reporting_unit_code = expected.reporting_unit_code
),

arrived as (
    select due.form_code, due.reporting_unit_code, coalesce(submission.part, '') as part, submission.rows_accepted
    from due
    inner join {{ ref('submission') }} as submission
        on
            due.form_code = submission.form_code
            and due.reporting_unit_code = submission.reporting_unit_code
            and due.period_start = submission.period_start
            and due.period_end = submission.period_end
    where submission.status = 'in_force'
),

delivered as (
    select
        form_code, reporting_unit_code,
        count(*) as submissions,
        sum(rows_accepted) as rows_accepted,
        bool_or(part = '') as is_whole
    from arrived
    group by form_code, reporting_unit_code
),

township as (
    select distinct reporting_unit_code, managing_township_name as township_name from {{ ref('dim_region') }}
    where is_rural
),

missing as (
    select
        delivered.form_code, delivered.reporting_unit_code,
        count(*) as townships,
        string_agg(township.township_name, '、' order by township.township_name) as names
    from delivered
    inner join township on delivered.reporting_unit_code = township.reporting_unit_code
    left join arrived
        on
            delivered.form_code = arrived.form_code
            and delivered.reporting_unit_code = arrived.reporting_unit_code
            and township.township_name = arrived.part
    where arrived.part is null and not delivered.is_whole
    group by delivered.form_code, delivered.reporting_unit_code
)

select
    cast({{ as_of() }} as date) as as_of,
    due.form_code,
    due.reporting_unit_code,
    due.period_start,
    due.period_end,
    due.due_date,
    coalesce(delivered.submissions, 0) > 0 and (due.split_by <> 'township' or missing.townships is null) as delivered,
    cast(coalesce(delivered.submissions, 0) as integer) as submissions,
    cast(coalesce(delivered.rows_accepted, 0) as bigint) as rows_accepted,
    case when due.split_by = 'township' then missing.names end as missing_townships
from due
left join delivered on due.form_code = delivered.form_code and due.reporting_unit_code = delivered.reporting_unit_code
left join missing on due.form_code = missing.form_code and due.reporting_unit_code = missing.reporting_unit_code
