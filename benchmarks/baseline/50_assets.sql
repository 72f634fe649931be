-- Project assets and the yearly income of operating assets.
create table assets.fct_asset as
select
    a.* exclude (
        money_factor, owner_name, maintainer_person, remark, original_value, value_central, value_provincial, value_city,
        value_county, value_bond, value_donation, value_counterpart, value_other, confirmed_value, contract_income, maintenance_fund
    ),
    key_part('asset_code', asset_code) as record_key,
    yuan(original_value, money_factor) as original_value_yuan, yuan(value_central, money_factor) as value_central_yuan,
    yuan(value_provincial, money_factor) as value_provincial_yuan, yuan(value_city, money_factor) as value_city_yuan,
    yuan(value_county, money_factor) as value_county_yuan, yuan(value_bond, money_factor) as value_bond_yuan,
    yuan(value_donation, money_factor) as value_donation_yuan, yuan(value_counterpart, money_factor) as value_counterpart_yuan,
    yuan(value_other, money_factor) as value_other_yuan, yuan(confirmed_value, money_factor) as confirmed_value_yuan,
    yuan(contract_income, money_factor) as contract_income_yuan, yuan(maintenance_fund, money_factor) as maintenance_fund_yuan,
    owner_name is not null as has_owner_name,
    coalesce(confirmed_flag = '是', false) and coalesce(confirmed_date <= d(), true) as is_confirmed,
    coalesce(asset_category = '经营性', false) as is_operating
from standing_rows('zc01') as a;

create table assets.fct_asset_income as
select
    i.* exclude (
        money_factor, remark, income_due, income_received, dist_collective, dist_households, dist_posts, dist_public,
        dist_other, undistributed
    ),
    key_part('asset_code', asset_code) || '|' || coalesce(income_year::varchar, '') as record_key,
    yuan(income_due, money_factor) as income_due_yuan, yuan(income_received, money_factor) as income_received_yuan,
    yuan(dist_collective, money_factor) as dist_collective_yuan, yuan(dist_households, money_factor) as dist_households_yuan,
    yuan(dist_posts, money_factor) as dist_posts_yuan, yuan(dist_public, money_factor) as dist_public_yuan,
    yuan(dist_other, money_factor) as dist_other_yuan, yuan(undistributed, money_factor) as undistributed_yuan,
    cast(
        ifnull(dist_collective_yuan, 0) + ifnull(dist_households_yuan, 0) + ifnull(dist_posts_yuan, 0) + ifnull(dist_public_yuan, 0)
        + ifnull(dist_other_yuan, 0) as decimal(18, 2)
    ) as distributed_yuan
from standing_rows('zc02') as i;

create table assets.fct_asset_event as
select
    e.* exclude (money_factor, remark, value_before, value_after, appraised_value, disposal_income)
    replace (public_code('asset_code', asset_code) as asset_code),
    key_part('asset_code', e.asset_code) || '|' || coalesce(event_seq::varchar, '') as record_key,
    yuan(value_before, money_factor) as value_before_yuan, yuan(value_after, money_factor) as value_after_yuan,
    yuan(appraised_value, money_factor) as appraised_value_yuan, yuan(disposal_income, money_factor) as disposal_income_yuan,
    cast(value_after_yuan - value_before_yuan as decimal(18, 2)) as value_change_yuan,
    coalesce(event_type in ('处置', '报废'), false) as is_disposal,
    coalesce(event_date <= d(), false) as has_happened
from standing_rows('zc03') as e;
