-- One row per finding of the release before that no rule reports any more: fixed, when its rule could be judged, else as it was.
-- What fixed it is the newest submission of the unit, of a form that the rule reads, that came after the finding was last reported, the record's own
-- form first; none when a date or a parameter did. A finding that was fixed once stays, so that its return is known.
with gone as (
    select
        known.*,
        rule.forms_required, rule.remedy_zh,
        coalesce(known.status = 'fixed', false) as was_fixed,
        state.state = 'evaluated' as is_judged
    from {{ ref('int_finding_known') }} as known
    inner join {{ ref('rule') }} as rule on known.rule_id = rule.rule_id
    inner join {{ ref('int_rule_state') }} as state
        on known.rule_id = state.rule_id and known.reporting_unit_code = state.reporting_unit_code
    left join {{ ref('int_finding_reported') }} as reported on known.finding_id = reported.finding_id
    where reported.finding_id is null
),

arrived as (
    select
        gone.finding_id, submission.submission_id,
        row_number() over (
            partition by gone.finding_id
            order by
                case when submission.form_code = gone.form_code then 0 else 1 end asc,
                submission.received_at desc, submission.submission_id asc
        ) as place
    from gone
    inner join {{ ref('submission') }} as submission
        on
            gone.reporting_unit_code = submission.reporting_unit_code
            and submission.status = 'in_force'
            and gone.last_seen_known_at < submission.received_at
            and position(';' || submission.form_code || ';' in ';' || gone.form_code || ';' || gone.forms_required || ';') > 0
    where gone.is_judged and not gone.was_fixed
)

select
    gone.finding_id, gone.rule_id, gone.target, gone.severity,
    case when gone.was_fixed or gone.is_judged then 'fixed' else coalesce(gone.status, 'open') end as status,
    case
        when gone.was_fixed then 'closed'
        when gone.is_judged then 'fixed'
        else 'known'
    end as change,
    gone.reporting_unit_code, gone.form_code, gone.record_key, gone.submission_id, gone.sheet, gone.row_no, gone.message_zh, gone.remedy_zh,
    gone.first_seen_release, gone.first_seen_as_of, gone.returned_as_of,
    case when gone.is_judged and not gone.was_fixed then {{ as_of() }} else gone.status_since end as status_since,
    case when gone.is_judged and not gone.was_fixed then arrived.submission_id else gone.status_submission_id end as status_submission_id,
    gone.last_seen_release, gone.last_seen_known_at
from gone
left join arrived on gone.finding_id = arrived.finding_id and arrived.place = 1
