-- One row per reported suspect that a visit or an alert has answered: the latest answer; on one day the less favourable one.
-- The record's own result counts whenever it was given; another record of the household counts when it came after the finding was opened,
-- because nobody can have gone to see about a suspicion that had not been raised. A mere assignment never displaces a result.
with answer as (
    select
        finding.finding_id, verification.status, verification.answered_on, verification.submission_id
    from {{ ref('int_finding_reported') }} as finding
    inner join {{ ref('int_verification') }} as verification
        on
            finding.target = verification.target
            and finding.reporting_unit_code = verification.reporting_unit_code
            and finding.form_code = verification.form_code
            and finding.record_key = verification.record_key
    where finding.severity = 'suspect'
    union all
    select
        finding.finding_id, verification.status, verification.answered_on, verification.submission_id
    from {{ ref('int_finding_reported') }} as finding
    inner join {{ ref('int_verification') }} as verification
        on
            finding.target = verification.target
            and finding.reporting_unit_code = verification.reporting_unit_code
            and finding.household_key = verification.household_key
    where finding.severity = 'suspect' and verification.answered_on > finding.opened_as_of
),

ranked as (
    select
        answer.*,
        row_number() over (
            partition by finding_id
            order by case when status = 'assigned' then 1 else 0 end asc, answered_on desc, status desc, submission_id asc
        ) as place
    from answer
)

select
    finding_id, status, answered_on, submission_id
from ranked
where place = 1
