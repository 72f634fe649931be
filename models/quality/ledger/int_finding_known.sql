-- One row per finding of the release before, with D of the release that first reported it, read from that release's number.
select
    known.finding_id, known.rule_id, known.target, known.severity, known.status, known.reporting_unit_code, known.form_code, known.record_key,
    known.submission_id, known.sheet, known.row_no, known.message_zh, known.first_seen_release, known.last_seen_release, known.last_seen_known_at,
    known.status_since, known.status_submission_id, known.returned_as_of,
    case
        when regexp_matches(first_seen_release, '^[0-9]{4}-[0-9]{2}-[0-9]{2}-') then cast(left(first_seen_release, 10) as date)
        else {{ as_of() }}
    end as first_seen_as_of
from {{ ref('known_finding') }} as known
