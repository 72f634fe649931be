-- Measures, eliminations, and the episodes with what became of them by D.
create table monitoring.fct_support_measure as
select
    m.* exclude (money_factor, household_code, person_code, amount, remark),
    key_part('household_code', m.household_code) || '|' || coalesce(episode_seq::varchar, '') || '|' || coalesce(measure_seq::varchar, '')
        as record_key,
    token('household', m.household_code) as household_key, household_key || '-' || episode_seq as episode_key,
    token('person', m.person_code) as person_key,
    yuan(amount, money_factor) as amount_yuan,
    coalesce(measure_status = '已落实' and measure_start <= d(), false) as is_in_place
from standing_rows('jc02') as m;

create table monitoring.fct_risk_elimination as
select
    e.* exclude (
        money_factor, household_code, remark,
        el_wage, el_business, el_property, el_transfer, el_expense, el_net, el_net_pc, el_claims, el_selfpay
    ),
    key_part('household_code', e.household_code) || '|' || coalesce(episode_seq::varchar, '') || '|' || coalesce(elim_seq::varchar, '')
        as record_key,
    token('household', e.household_code) as household_key, household_key || '-' || episode_seq as episode_key,
    yuan(el_wage, money_factor) as el_wage_yuan, yuan(el_business, money_factor) as el_business_yuan,
    yuan(el_property, money_factor) as el_property_yuan, yuan(el_transfer, money_factor) as el_transfer_yuan,
    yuan(el_expense, money_factor) as el_expense_yuan, yuan(el_net, money_factor) as el_net_yuan,
    yuan(el_net_pc, money_factor) as el_net_pc_yuan, yuan(el_claims, money_factor) as el_claims_yuan,
    yuan(el_selfpay, money_factor) as el_selfpay_yuan,
    coalesce(county_date <= d(), false) as is_approved,
    coalesce(revert_kind = '风险消除回退' and revert_date <= d(), false) as is_reverted,
    is_approved and not is_reverted as is_effective,
    is_approved and 1 = row_number() over (
        partition by episode_key, is_approved
        order by elim_seq desc nulls last, county_date desc, e.submission_id desc, sheet desc, row_no desc
    ) as is_last
from standing_rows('jc03') as e;

create table monitoring.fct_monitoring_episode as
with support as (
    select
        episode_key, count(*)::integer as measure_count, count_if(is_in_place)::integer as measures_in_place,
        min(measure_start) filter (is_in_place) as first_measure_start, max(measure_start) filter (is_in_place) as last_measure_start
    from monitoring.fct_support_measure where episode_key is not null group by all
),

attempts as (
    select episode_key, count(*)::integer as elimination_count, count_if(is_reverted)::integer as revert_count
    from monitoring.fct_risk_elimination where is_approved and episode_key is not null group by all
),

last_attempt as (
    select
        episode_key, elim_seq as last_elim_seq, elim_mode as last_elim_mode, county_date as last_elim_county_date,
        eliminated_month as last_eliminated_month, if(is_reverted, revert_date, null) as last_revert_date, is_effective as was_eliminated
    from monitoring.fct_risk_elimination where is_last and episode_key is not null
),

episode as (
    select *, token('household', household_code) as household_key, household_key || '-' || episode_seq as episode_key from standing_rows('jc01')
)

select
    e.* exclude (
        money_factor, household_code, head_name, risk_other_note, contact_name, contact_phone, remark,
        id_wage, id_business, id_property, id_transfer, id_expense, id_net, id_net_pc, id_claims, id_selfpay
    ) replace (public_code('alert_no', alert_no) as alert_no),
    key_part('household_code', e.household_code) || '|' || coalesce(episode_seq::varchar, '') as record_key,
    yuan(id_wage, money_factor) as id_wage_yuan, yuan(id_business, money_factor) as id_business_yuan,
    yuan(id_property, money_factor) as id_property_yuan, yuan(id_transfer, money_factor) as id_transfer_yuan,
    yuan(id_expense, money_factor) as id_expense_yuan, yuan(id_net, money_factor) as id_net_yuan,
    yuan(id_net_pc, money_factor) as id_net_pc_yuan, yuan(id_claims, money_factor) as id_claims_yuan,
    yuan(id_selfpay, money_factor) as id_selfpay_yuan,
    contact_name is not null as has_contact_name, contact_phone is not null as has_contact_phone, risk_other_note is not null as has_risk_other_note,
    coalesce(measure_count, 0) as measure_count, coalesce(measures_in_place, 0) as measures_in_place,
    first_measure_start, last_measure_start,
    coalesce(elimination_count, 0) as elimination_count, coalesce(revert_count, 0) as revert_count,
    last_elim_seq, last_elim_mode, last_elim_county_date, last_eliminated_month, last_revert_date,
    coalesce(county_date <= d(), false) as is_identified,
    coalesce(was_eliminated, false) as is_eliminated,
    is_identified and not is_eliminated as is_active,
    coalesce(
        household_key is not null and max(if(is_identified, episode_seq, null)) over (partition by household_key) > episode_seq, false
    ) as is_reflagged,
    cast(county_date - found_date as integer) as days_to_identify,
    cast(first_measure_start - county_date as integer) as days_to_first_measure
from episode as e
left join support using (episode_key)
left join attempts using (episode_key)
left join last_attempt using (episode_key);
