-- One row is one submission that was received by T, whatever became of it.
select
    submission.submission_id, submission.form_code, submission.reporting_unit_code, coalesce(submission.part, '') as part,
    submission.period_start, submission.period_end, submission.version_no, submission.arrival_no, submission.received_at,
    submission.file_name, submission.file_sha256, submission.status,
    submission.rows_total, submission.rows_accepted, submission.rows_quarantined,
    submission.supersedes, submission.content_sha256, submission.note_zh,
    standing.submission_id is not null as is_counted
from {{ ref('submission') }} as submission
left join {{ ref('int_submission_in_force') }} as standing on submission.submission_id = standing.submission_id
