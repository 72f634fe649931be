-- One row per (rule, record) that a rule reports at D, and per finding of earlier releases that is no longer reported: the ledger of findings.
-- A hard finding counts unless it is exempt. A suspect counts once it is verified true or its time for verification has passed, never when it
-- was verified false. The time runs from the day it was opened, or from the dispatch of its own alert.
with answered as (
    select
        finding.*,
        answer.status as answer,
        answer.answered_on, answer.submission_id as answer_submission_id,
        {{ days_after(
            "least(finding.opened_as_of, case when answer.status = 'assigned' then answer.answered_on else finding.opened_as_of end)",
            'alert_verify_days.whole_number'
        ) }} as verify_by
    from {{ ref('int_finding_reported') }} as finding
    left join {{ ref('int_finding_answer') }} as answer on finding.finding_id = answer.finding_id
    {{ parameter('alert_verify_days', 'finding') }}
),

judged as (
    select
        answered.*,
        case
            when is_exempt then 'exempt'
            when answer in ('verified_true', 'verified_false') then answer
            when verify_by < {{ as_of() }} then 'overdue'
            else coalesce(answer, 'open')
        end as status
    from answered
)

select
    finding_id, rule_id, target, severity, status,
    status <> 'exempt' and (severity = 'hard' or status in ('verified_true', 'overdue')) as counted,
    true as detected,
    change,
    reporting_unit_code, form_code, record_key, household_key, submission_id, sheet, row_no, fields,
    message_zh || '本条：' || detail_zh || '。' as message_zh,
    remedy_zh,
    first_seen_release, first_seen_as_of, returned_as_of, opened_as_of,
    case
        when status = 'exempt' then exempt_since
        when status = 'overdue' then {{ days_after('verify_by', '1') }}
        when status = 'open' then opened_as_of
        else answered_on
    end as status_since,
    case
        when status = 'exempt' or (status in ('open', 'overdue') and opened_as_of > exempt_until) then exempt_submission_id
        when status in ('open', 'overdue') then submission_id
        else answer_submission_id
    end as status_submission_id,
    case when status in ('open', 'assigned', 'overdue') then verify_by end as verify_by,
    case when is_exempt then exempt_until end as exempt_until,
    '{{ var("release_id") }}' as last_seen_release,
    {{ as_known_at() }} as last_seen_known_at
from judged

union all

select
    finding_id, rule_id, target, severity, status,
    false as counted,
    false as detected,
    change,
    reporting_unit_code, form_code, record_key, cast(null as varchar) as household_key, submission_id, sheet, row_no,
    cast(null as varchar) as fields, message_zh, remedy_zh,
    first_seen_release, first_seen_as_of, returned_as_of, cast(null as date) as opened_as_of,
    status_since, status_submission_id, cast(null as date) as verify_by, cast(null as date) as exempt_until,
    last_seen_release, last_seen_known_at
from {{ ref('int_finding_closed') }}
