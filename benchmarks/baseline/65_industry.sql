-- Co-operatives, industries, demonstration villages, the monthly report of the counties, and exemptions.
create table industry.fct_cooperative as
select
    c.* exclude (
        money_factor, lead_name, remark, capital_total, capital_collective, capital_households, capital_other, income_last_year, dividend_collective
    ) replace (public_code('credit_code', credit_code) as credit_code),
    key_part('credit_code', c.credit_code) as record_key,
    yuan(capital_total, money_factor) as capital_total_yuan, yuan(capital_collective, money_factor) as capital_collective_yuan,
    yuan(capital_households, money_factor) as capital_households_yuan, yuan(capital_other, money_factor) as capital_other_yuan,
    yuan(income_last_year, money_factor) as income_last_year_yuan, yuan(dividend_collective, money_factor) as dividend_collective_yuan,
    cast(
        ifnull(capital_collective_yuan, 0) + ifnull(capital_households_yuan, 0) + ifnull(capital_other_yuan, 0) as decimal(18, 2)
    ) as capital_parts_yuan,
    coalesce(coop_status = '正常', false) and coalesce(founded_date <= d(), true) as is_active
from standing_rows('hz01') as c;

create table industry.fct_business_entity as
select
    b.* exclude (money_factor, remark, output_value) replace (public_code('credit_code', credit_code) as credit_code),
    key_part('credit_code', b.credit_code) || '|' || key_part('industry', industry) || '|' || coalesce(stat_year::varchar, '') as record_key,
    yuan(output_value, money_factor) as output_value_yuan,
    coalesce(entity_type = '加工企业', false) as is_processor
from standing_rows('px02') as b;

create table industry.fct_demonstration_village as
select
    v.* exclude (money_factor, remark, support_total, support_city_bridging, support_other_bridging)
    replace (public_code('project_code', project_code) as project_code),
    key_part('township_name', v.township_name) || '|' || key_part('village_name', v.village_name) || '|' || key_part('programme', programme)
        as record_key,
    yuan(support_total, money_factor) as support_total_yuan, yuan(support_city_bridging, money_factor) as support_city_bridging_yuan,
    yuan(support_other_bridging, money_factor) as support_other_bridging_yuan,
    case
        when revoked_date <= d() then 'revoked' when certified_date <= d() then 'certified'
        when listed_date <= d() then 'listed' when apply_date <= d() then 'applied'
    end as programme_state
from standing_rows('sf01') as v;

create macro in_base(amount, factor) as cast(cast(amount as decimal(28, 4)) * cast(factor as integer) as decimal(24, 4));

create table industry.fct_industry_output as
select
    o.* exclude (money_factor, remark), base_unit, in_base(value, factor) as value_base,
    key_part('industry', industry) || '|' || key_part('variety', variety) || '|' || key_part('indicator', indicator)
    || '|' || coalesce(stat_year::varchar, '') as record_key,
    case when base_unit = '元' and abs(value_base) < 10000000000000000 then cast(value_base as decimal(18, 2)) end as value_yuan,
    case when base_unit = '亩' then value_base end as value_mu
from standing_sums('px01') as o left join reference('measure_unit') as u on o.value_unit = u.unit;

create table core.fct_county_monthly as
select
    m.* exclude (money_factor), base_unit, in_base(value_month, factor) as value_month_base, in_base(value_cum, factor) as value_cum_base,
    coalesce(month::varchar, '') || '|' || key_part('indicator_code', indicator_code) as record_key
from standing_sums('bb01') as m left join reference('measure_unit') as u on m.unit = u.unit;

create table quality.fct_exemption as
select
    h.* exclude (money_factor, record_key, explanation, evidence, approver),
    key_part('rule_id', rule_id) || '|' || key_part('record_key', h.record_key) as record_key,
    public_code('record_key', h.record_key) as exempt_record_key,
    approver is not null as has_approver, evidence is not null as has_evidence,
    coalesce(d() between approve_date and valid_to, false) as is_valid
from standing_sums('hm01') as h;
