-- One row is one household in one accounting round (one row of SZ01 in force at D), with the sums that its totals must equal.
select
    submission_id, sheet, row_no, record_key, reporting_unit_code, household_key, township_code, village_code, round_code, township_name,
    village_name, household_group, weak_item, signed, member_count, wage_yuan, wage_work_yuan, wage_post_yuan, business_yuan,
    business_expense_yuan, business_net_yuan, property_yuan, property_dividend_yuan, transfer_yuan, transfer_dibao_yuan,
    transfer_tekun_yuan, transfer_pension_yuan, transfer_eco_yuan, transfer_other_yuan, net_yuan, net_pc_yuan, selfpay_yuan,
    net_pc_prev_yuan, period_start, period_end, account_date,
    cast(
        coalesce(wage_yuan, 0) + coalesce(business_yuan, 0) - coalesce(business_expense_yuan, 0)
        + coalesce(property_yuan, 0) + coalesce(transfer_yuan, 0) as decimal(18, 2)
    ) as net_computed_yuan,
    cast({{ exact_ratio('net_yuan', 'member_count', 2) }} as decimal(18, 2)) as net_pc_computed_yuan,
    cast(coalesce(wage_work_yuan, 0) + coalesce(wage_post_yuan, 0) as decimal(18, 2)) as wage_parts_yuan,
    cast(
        coalesce(transfer_dibao_yuan, 0) + coalesce(transfer_tekun_yuan, 0) + coalesce(transfer_pension_yuan, 0)
        + coalesce(transfer_eco_yuan, 0) + coalesce(transfer_other_yuan, 0) as decimal(18, 2)
    ) as transfer_parts_yuan
from {{ ref('stg_sz01') }}
