-- One row is one attempt to end an episode (one row of JC03 in force at D).
-- 风险消除回退 undoes the attempt from its date on; 风险再标注 does not: it opens the next episode.
with judged as (
    select
        *,
        coalesce(county_date <= {{ as_of() }}, false) as is_approved,
        coalesce(revert_kind = '风险消除回退' and revert_date <= {{ as_of() }}, false) as is_reverted
    from {{ ref('stg_jc03') }}
)

select
    submission_id, sheet, row_no, record_key, reporting_unit_code, household_key, episode_key, township_code, village_code, township_name,
    village_name, elim_mode, el_dropout, el_house_damaged, el_uninsured, el_water_damaged, revert_kind, episode_seq, elim_seq, el_wage_yuan,
    el_business_yuan, el_property_yuan, el_transfer_yuan, el_expense_yuan, el_net_yuan, el_net_pc_yuan, el_claims_yuan, el_selfpay_yuan,
    visit_date, review_date, publicity_start, publicity_end, township_date, county_date, eliminated_month, revert_date,
    is_approved,
    is_reverted,
    is_approved and not is_reverted as is_effective,
    is_approved and row_number() over (
        partition by is_approved, episode_key
        order by elim_seq desc nulls last, county_date desc nulls last, submission_id desc, sheet desc, row_no desc
    ) = 1 as is_last
from judged
