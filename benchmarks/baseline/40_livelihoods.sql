-- Household incomes and the screening of households. Ratios are integer arithmetic in fen: a division through DOUBLE is a fen off in 1 % of households.
create macro per_head(amount, heads) as
    case
        when heads <> 0 then cast(
            sign(amount) * sign(heads) * ((abs(cast(amount * 100 as bigint)) * 2 + abs(heads)) // (2 * abs(heads))) * cast(0.01 as decimal(3, 2))
            as decimal(18, 2)
        )
    end;

create table livelihoods.fct_household_income as
select
    i.* exclude (
        money_factor, household_code, head_name, uplift_measure, accountant, wage, wage_work, wage_post, business,
        business_expense, business_net, property, property_dividend, transfer, transfer_dibao, transfer_tekun, transfer_pension,
        transfer_eco, transfer_other, net, net_pc, selfpay, net_pc_prev
    ),
    key_part('household_code', i.household_code) || '|' || coalesce(round_code, '') as record_key,
    token('household', i.household_code) as household_key,
    yuan(wage, money_factor) as wage_yuan, yuan(wage_work, money_factor) as wage_work_yuan, yuan(wage_post, money_factor) as wage_post_yuan,
    yuan(business, money_factor) as business_yuan, yuan(business_expense, money_factor) as business_expense_yuan,
    yuan(business_net, money_factor) as business_net_yuan, yuan(property, money_factor) as property_yuan,
    yuan(property_dividend, money_factor) as property_dividend_yuan, yuan(transfer, money_factor) as transfer_yuan,
    yuan(transfer_dibao, money_factor) as transfer_dibao_yuan, yuan(transfer_tekun, money_factor) as transfer_tekun_yuan,
    yuan(transfer_pension, money_factor) as transfer_pension_yuan, yuan(transfer_eco, money_factor) as transfer_eco_yuan,
    yuan(transfer_other, money_factor) as transfer_other_yuan, yuan(net, money_factor) as net_yuan, yuan(net_pc, money_factor) as net_pc_yuan,
    yuan(selfpay, money_factor) as selfpay_yuan, yuan(net_pc_prev, money_factor) as net_pc_prev_yuan,
    cast(
        ifnull(wage_yuan, 0) + ifnull(business_yuan, 0) - ifnull(business_expense_yuan, 0) + ifnull(property_yuan, 0) + ifnull(transfer_yuan, 0)
        as decimal(18, 2)
    ) as net_computed_yuan,
    per_head(net_yuan, member_count) as net_pc_computed_yuan,
    cast(ifnull(wage_work_yuan, 0) + ifnull(wage_post_yuan, 0) as decimal(18, 2)) as wage_parts_yuan,
    cast(
        ifnull(transfer_dibao_yuan, 0) + ifnull(transfer_tekun_yuan, 0) + ifnull(transfer_pension_yuan, 0) + ifnull(transfer_eco_yuan, 0)
        + ifnull(transfer_other_yuan, 0) as decimal(18, 2)
    ) as transfer_parts_yuan
from standing_rows('sz01') as i;

create table livelihoods.fct_screening as
select
    s.* exclude (money_factor, household_code, head_name, screener, found_net_pc, found_rigid_expense, not_included_reason),
    key_part('household_code', s.household_code) || '|' || coalesce(screen_round, '') as record_key,
    token('household', s.household_code) as household_key,
    yuan(found_net_pc, money_factor) as found_net_pc_yuan, yuan(found_rigid_expense, money_factor) as found_rigid_expense_yuan,
    not_included_reason is not null as has_not_included_reason,
    list_contains([found_education, found_medical, found_house, found_water, found_sudden], '是') as has_problem
from standing_rows('pc01') as s;
