-- One row is one industry project (one row of XM01 in force at D). The rates are published with their denominator in the name:
-- the letter's 75.68 % is completed of due, not completed of all; its 85.27 % is paid of payable, not paid of invested.
with judged as (
    select
        *,
        coalesce(approval_date <= {{ as_of() }}, false) as is_approved,
        coalesce(project_status = '已终止', false) as is_terminated,
        coalesce(actual_start <= {{ as_of() }}, false) as has_started,
        coalesce(plan_finish <= {{ as_of() }}, false) as is_due,
        coalesce(actual_finish <= {{ as_of() }}, false) as is_completed
    from {{ ref('stg_xm01') }}
)

select
    submission_id, sheet, row_no, record_key, reporting_unit_code, township_code, village_code, project_code, township_name, village_name,
    project_name, project_year, project_type, build_nature, site, build_content, implementer, approval_no, project_status, linkage_modes,
    performance_goal, asset_codes, progress_pct, benefit_households, benefit_persons, income_gain_per_household_yuan, fund_total_yuan,
    fund_bridging_yuan, fund_other_fiscal_yuan, fund_self_yuan, audited_amount_yuan, fund_payable_yuan, fund_paid_yuan, library_date,
    approval_date, plan_start, plan_finish, actual_start, actual_finish, accept_date,
    remark is not null as has_remark,
    is_approved, is_terminated, is_due, is_completed,
    has_started and not is_terminated as is_started,
    is_approved and not is_terminated as is_startable,
    is_due and is_completed as is_completed_of_due
from judged
