-- One row per (rule, record) that a rule reports at D, and per finding of the release before that is no longer reported.
-- A suspect counts only once its time for verification has passed; a hard finding counts at once.
with known as (
    select
        known.*,
        case
            when regexp_matches(first_seen_release, '^[0-9]{4}-[0-9]{2}-[0-9]{2}-') then cast(left(first_seen_release, 10) as date)
            else {{ as_of() }}
        end as first_seen_as_of
    from {{ ref('known_finding') }} as known
),

detected as (
    select
        violation.finding_id, violation.rule_id, rule.target, rule.severity,
        violation.reporting_unit_code, violation.form_code, violation.record_key, violation.household_key,
        violation.submission_id, violation.sheet, violation.row_no, violation.fields,
        rule.message_zh || '本条：' || violation.detail_zh || '。' as message_zh,
        rule.remedy_zh,
        coalesce(known.first_seen_release, '{{ var("release_id") }}') as first_seen_release,
        coalesce(known.first_seen_as_of, {{ as_of() }}) as first_seen_as_of,
        '{{ var("release_id") }}' as last_seen_release,
        coalesce(
            {{ days_between('known.first_seen_as_of', as_of()) }} > alert_verify_days.whole_number, false
        ) as is_overdue
    from {{ ref('int_violation') }} as violation
    inner join {{ ref('rule') }} as rule on violation.rule_id = rule.rule_id
    inner join {{ ref('int_rule_state') }} as state
        on
            violation.rule_id = state.rule_id
            and violation.reporting_unit_code = state.reporting_unit_code
            and state.state = 'evaluated'
    {{ parameter('alert_verify_days', 'violation') }}
    left join known on violation.finding_id = known.finding_id
)

select
    finding_id, rule_id, target, severity,
    case when is_overdue then 'overdue' else 'open' end as status,
    severity = 'hard' or is_overdue as counted,
    true as detected,
    reporting_unit_code, form_code, record_key, household_key, submission_id, sheet, row_no, fields, message_zh, remedy_zh,
    first_seen_release, first_seen_as_of, last_seen_release
from detected

union all

-- No longer reported: fixed when the rule could be judged, unchanged when it could not. A fixed finding leaves with the next release.
select
    known.finding_id, known.rule_id, known.target, known.severity,
    case when state.state = 'evaluated' then 'fixed' else known.status end as status,
    false as counted,
    false as detected,
    known.reporting_unit_code, known.form_code, known.record_key, cast(null as varchar) as household_key,
    known.submission_id, known.sheet, known.row_no, cast(null as varchar) as fields, known.message_zh, rule.remedy_zh,
    known.first_seen_release, known.first_seen_as_of, known.last_seen_release
from known
inner join {{ ref('rule') }} as rule on known.rule_id = rule.rule_id
inner join {{ ref('int_rule_state') }} as state
    on known.rule_id = state.rule_id and known.reporting_unit_code = state.reporting_unit_code
left join detected on known.finding_id = detected.finding_id
where detected.finding_id is null and known.status <> 'fixed'
