-- One row per asset that the ledger in force at D calls idle: the cut-off of the first of the ledgers, one after the other up to that one,
-- in which it was idle. Every period's ledger in force is read, also those that a later period has replaced; a ledger that does not name
-- the asset says nothing about it, and one that gives another status or none ends the time.
with stated as (
    select
        submission.reporting_unit_code,
        submission.period_end,
        form.asset_code,
        bool_and(coalesce(form.asset_status = '闲置', false)) as is_idle
    from {{ ref('zc01') }} as form
    inner join {{ ref('submission') }} as submission on form.submission_id = submission.submission_id
    where
        submission.status = 'in_force'
        and submission.period_end <= {{ as_of() }}
    group by submission.reporting_unit_code, submission.period_end, form.asset_code
),

since as (
    select
        *,
        max(period_end) filter (where not is_idle) over (partition by reporting_unit_code, asset_code) as last_in_use
    from stated
)

select
    reporting_unit_code,
    asset_code,
    min(period_end) as idle_since
from since
where last_in_use is null or period_end > last_in_use
group by reporting_unit_code, asset_code
