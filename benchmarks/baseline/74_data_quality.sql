-- DQ-02, DQ-04, DQ-07, DQ-13: records that contradict themselves or each other.
insert into violation by name
select 'DQ-02' as rule_id, 'HJ02' as form_code, reporting_unit_code, record_key, household_key, submission_id, sheet, row_no
from member where length(id_no) in (18, 20, 22) and not coalesce(id_ok(id_no), false);

insert into violation by name
select 'DQ-04' as rule_id, 'HJ02' as form_code, m.reporting_unit_code, m.record_key, m.household_key, m.submission_id, m.sheet, m.row_no
from member as m
semi join (
    select upper(left(id_no, 18)) as id_18 from member where is_registered and id_no is not null group by all having count(*) > 1
) as doubled on upper(left(m.id_no, 18)) = doubled.id_18
where m.is_registered;

insert into violation by name
select 'DQ-07' as rule_id, 'HJ01' as form_code, h.reporting_unit_code, h.record_key, household_key, h.submission_id, h.sheet, h.row_no
from core.fct_household as h left join household_size using (household_key)
where h.is_registered and (members is null or h.member_count is distinct from members)
union all by name
select 'DQ-07' as rule_id, 'HJ02' as form_code, m.reporting_unit_code, m.record_key, m.household_key, m.submission_id, m.sheet, m.row_no
from member as m anti join core.fct_household as h on m.household_key = h.household_key;

-- The accounts of SZ01, JC01 and JC03 in one shape. A blank part is nothing; a blank result fulfils no identity. JC01 and JC03 have no parts; the heads of an elimination are those of its episode.
create temp view account as
select
    'SZ01' as form_code, reporting_unit_code, record_key, household_key, submission_id, sheet, row_no, net_yuan, net_pc_yuan, member_count,
    net_computed_yuan as net_sum, ifnull(business_net_yuan, 0) as business_net_yuan, ifnull(business_yuan, 0) - ifnull(business_expense_yuan, 0) as business_sum,
    greatest(
        wage_parts_yuan - ifnull(wage_yuan, 0), ifnull(property_dividend_yuan, 0) - ifnull(property_yuan, 0),
        transfer_parts_yuan - ifnull(transfer_yuan, 0)
    ) as parts_over
from livelihoods.fct_household_income
union all by name
select
    'JC01' as form_code, reporting_unit_code, record_key, household_key, submission_id, sheet, row_no,
    id_net_yuan as net_yuan, id_net_pc_yuan as net_pc_yuan, member_count,
    ifnull(id_wage_yuan, 0) + ifnull(id_business_yuan, 0) - ifnull(id_expense_yuan, 0) + ifnull(id_property_yuan, 0) + ifnull(id_transfer_yuan, 0)
        as net_sum
from monitoring.fct_monitoring_episode
union all by name
select
    'JC03' as form_code, e.reporting_unit_code, e.record_key, e.household_key, e.submission_id, e.sheet, e.row_no,
    el_net_yuan as net_yuan, el_net_pc_yuan as net_pc_yuan, heads.member_count,
    ifnull(el_wage_yuan, 0) + ifnull(el_business_yuan, 0) - ifnull(el_expense_yuan, 0) + ifnull(el_property_yuan, 0) + ifnull(el_transfer_yuan, 0)
        as net_sum
from monitoring.fct_risk_elimination as e
left join (select episode_key, max(member_count) as member_count from monitoring.fct_monitoring_episode group by all) as heads
    using (episode_key);

insert into violation by name
select 'DQ-13' as rule_id, form_code, reporting_unit_code, record_key, household_key, submission_id, sheet, row_no
from account
where not coalesce(abs(net_yuan - net_sum) <= tolerance('income_tol', 1), false)
    or not coalesce(member_count > 0 and abs(net_pc_yuan - per_head(net_yuan, member_count)) <= tolerance('income_tol', 1), false)
    or abs(business_net_yuan - business_sum) > tolerance('income_tol', 1)
    or parts_over > tolerance('income_tol', 1);

insert into population by name
select 'DQ-02' as rule_id, reporting_unit_code, count(*) as checked from member where length(id_no) in (18, 20, 22) group by all
union all by name
select 'DQ-04' as rule_id, reporting_unit_code, count(*) as checked from member where is_registered group by all
union all by name
select 'DQ-07' as rule_id, reporting_unit_code, count(*) as checked
from (select reporting_unit_code from core.fct_household where is_registered union all select reporting_unit_code from core.fct_person) group by all
union all by name
select 'DQ-13' as rule_id, reporting_unit_code, count(*) as checked from account group by all;
