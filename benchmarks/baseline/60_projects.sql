-- Industry projects, the money that was allocated and paid, and the households that benefit.
create table projects.fct_project as
select
    p.* exclude (
        money_factor, responsible_person, remark, income_gain_per_household, fund_total, fund_bridging,
        fund_other_fiscal, fund_self, audited_amount, fund_payable, fund_paid
    ),
    key_part('project_code', project_code) as record_key,
    cast(income_gain_per_household as decimal(18, 2)) as income_gain_per_household_yuan,
    yuan(fund_total, money_factor) as fund_total_yuan, yuan(fund_bridging, money_factor) as fund_bridging_yuan,
    yuan(fund_other_fiscal, money_factor) as fund_other_fiscal_yuan, yuan(fund_self, money_factor) as fund_self_yuan,
    yuan(audited_amount, money_factor) as audited_amount_yuan, yuan(fund_payable, money_factor) as fund_payable_yuan,
    yuan(fund_paid, money_factor) as fund_paid_yuan,
    p.remark is not null as has_remark,
    coalesce(approval_date <= d(), false) as is_approved,
    coalesce(project_status = '已终止', false) as is_terminated,
    coalesce(actual_start <= d(), false) and not is_terminated as is_started,
    is_approved and not is_terminated as is_startable,
    coalesce(plan_finish <= d(), false) as is_due,
    coalesce(actual_finish <= d(), false) as is_completed,
    is_due and is_completed as is_completed_of_due
from standing_rows('xm01') as p;

create table projects.fct_project_beneficiary as
select
    b.* exclude (money_factor, household_code, head_name, remark, income_gain),
    key_part('project_code', project_code) || '|' || key_part('household_code', b.household_code) || '|' || coalesce(b.year::varchar, '')
        as record_key,
    token('household', b.household_code) as household_key,
    yuan(income_gain, money_factor) as income_gain_yuan
from standing_rows('xm02') as b;

create table projects.fct_project_fund as
select
    submission_id, sheet, row_no, key_part('doc_no', doc_no) || '|' || coalesce(line_no::varchar, '') as record_key, reporting_unit_code,
    'ZJ01' as form_code, 'allocation' as entry_kind, doc_date as entry_date, project_code, doc_no, line_no, null::varchar as payment_no,
    fund_level, fund_name, fund_task, null::varchar as payee, null::varchar as pay_kind,
    yuan(amount, money_factor) as amount_yuan, coalesce(doc_date <= d(), false) as is_by_as_of
from standing_sums('zj01')
union all by name
select
    submission_id, sheet, row_no, key_part('payment_no', payment_no) as record_key, reporting_unit_code,
    'ZJ02' as form_code, 'payment' as entry_kind, pay_date as entry_date, project_code, doc_no, payment_no, fund_level, payee, pay_kind,
    yuan(amount, money_factor) as amount_yuan, coalesce(pay_date <= d(), false) as is_by_as_of
from standing_sums('zj02');

-- What arrived, and what could not be read.
create table core.fct_receipt as from landed('arrival');
create table core.fct_quarantine as from landed('quarantine_cell');
