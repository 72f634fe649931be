-- One row per finding that a rule reports at D where it could be judged: what was known of it, its exemption, and since when it is open.
-- It is open since it was first seen, since it came back after it had been fixed, or since the day after its exemption ended.
{{ config(materialized='table') }}

with reported as (
    select
        violation.finding_id, violation.rule_id, violation.reporting_unit_code, violation.form_code, violation.record_key,
        violation.household_key, violation.submission_id, violation.sheet, violation.row_no, violation.fields, violation.detail_zh,
        rule.target, rule.severity, rule.message_zh, rule.remedy_zh,
        case
            when known.finding_id is null or known.status is null then 'new'
            when known.status = 'fixed' then 'returned'
            else 'known'
        end as change,
        coalesce(known.first_seen_release, '{{ var("release_id") }}') as first_seen_release,
        coalesce(known.first_seen_as_of, {{ as_of() }}) as first_seen_as_of,
        case when known.status = 'fixed' then {{ as_of() }} else known.returned_as_of end as returned_as_of,
        coalesce(exemption.is_acting, false) as is_exempt,
        exemption.approve_date as exempt_since,
        exemption.valid_to as exempt_until,
        exemption.submission_id as exempt_submission_id
    from {{ ref('int_violation') }} as violation
    inner join {{ ref('rule') }} as rule on violation.rule_id = rule.rule_id
    inner join {{ ref('int_rule_state') }} as state
        on
            violation.rule_id = state.rule_id
            and violation.reporting_unit_code = state.reporting_unit_code
            and state.state = 'evaluated'
    left join {{ ref('int_finding_known') }} as known on violation.finding_id = known.finding_id
    left join {{ ref('int_exemption') }} as exemption
        on
            violation.rule_id = exemption.rule_id
            and violation.reporting_unit_code = exemption.reporting_unit_code
            and violation.record_key = exemption.record_key
)

select
    finding_id, rule_id, reporting_unit_code, form_code, record_key, household_key, submission_id, sheet, row_no, fields, detail_zh,
    target, severity, message_zh, remedy_zh, change, first_seen_release, first_seen_as_of, returned_as_of,
    is_exempt, exempt_since, exempt_until, exempt_submission_id,
    greatest(
        first_seen_as_of,
        coalesce(returned_as_of, first_seen_as_of),
        case when is_exempt or exempt_until is null then first_seen_as_of else {{ days_after('exempt_until', '1') }} end
    ) as opened_as_of
from reported
