-- AS: ledgers of assets that do not add up, or assets that nobody looks after.
create temp view owned as from asset where is_confirmed;
create temp view operating as from asset where is_operating and asset_status = '在用';
create temp view asset_income as select 'ZC02' as form_code, * from assets.fct_asset_income;
create temp view disposal as
select 'ZC03' as form_code, * from assets.fct_asset_event where is_disposal and (event_date <= d() or event_date is null);

-- One row per asset of a unit; whatever stands twice is AS-04's matter.
create temp table known_asset as
select *
from asset join (select submission_id, period_end from standing) using (submission_id)
where asset_code is not null
qualify row_number() over (partition by reporting_unit_code, asset_code order by submission_id, sheet, row_no) = 1;

-- What the contract promises for its days in the year of income.
create temp table promised as
select
    i.*, a.asset_code is not null as is_known, coalesce(year(contract_start) > income_year, false) as is_before_contract, operation_mode, a.original_value_yuan, a.is_operating,
    make_date(income_year, 12, 31) - make_date(income_year, 1, 1) + 1 as year_days,
    -- least() and greatest() pass over a blank: an open term promises nothing.
    if(contract_start is null or contract_end is null, null, contract_income_yuan)
    * greatest(least(contract_end, make_date(income_year, 12, 31)) - greatest(contract_start, make_date(income_year, 1, 1)) + 1, 0) as income_by_days
from asset_income as i
left join (
    select
        reporting_unit_code, asset_code, operation_mode, contract_income_yuan, contract_start, contract_end, original_value_yuan, is_operating
    from known_asset
) as a using (reporting_unit_code, asset_code);

-- Since when an asset has been idle in one ledger after the other, also in ledgers that a later one has replaced.
create temp table idle as
with told as (
    select s.reporting_unit_code, s.period_end, f.asset_code, bool_and(coalesce(f.asset_status = '闲置', false)) as is_idle
    from landed('zc01') as f join landed('submission') as s using (submission_id)
    where s.status = 'in_force' and s.period_end <= d() and f.asset_code is not null group by all
)

select reporting_unit_code, asset_code, min(period_end) as since
from (
    select *, max(if(is_idle, null, period_end)) over (partition by reporting_unit_code, asset_code) as last_used from told
)
where period_end > ifnull(last_used, date '0001-01-01') group by all;

-- One row per unit and for the city: the confirmed value and its two margins. A class that is not in the code list is in no margin.
create temp table margin as
select
    ifnull(reporting_unit_code, '4112') as reporting_unit_code, sum(confirmed_value_yuan) as total,
    ifnull(sum(confirmed_value_yuan) filter (asset_category in (select label_zh from label_of('asset_category'))), 0) as by_category,
    ifnull(sum(confirmed_value_yuan) filter (ownership_level in (select label_zh from label_of('ownership_level'))), 0) as by_level
from owned group by grouping sets ((reporting_unit_code), ());

create temp view accepted as
from project_state where accept_date <= d() or (accept_date is null and step between 60 and 80);

create temp table asset_of_project as
select reporting_unit_code, project_code, sum(original_value_yuan) as value from asset where project_code is not null group by all;

insert into violation by name
select rule_id, form_code, reporting_unit_code, record_key, submission_id, sheet, row_no
from (
    select 'AS-01' as rule_id, a.*
    from asset as a join p using (reporting_unit_code)
    where not coalesce(abs(
        original_value_yuan - ifnull(value_central_yuan, 0) - ifnull(value_provincial_yuan, 0) - ifnull(value_city_yuan, 0)
        - ifnull(value_county_yuan, 0) - ifnull(value_bond_yuan, 0) - ifnull(value_donation_yuan, 0) - ifnull(value_counterpart_yuan, 0)
        - ifnull(value_other_yuan, 0)
    ) <= money_tol, false)
    union all by name
    select 'AS-02' as rule_id, *
    from asset
    where confirmed_flag is null
        or (confirmed_flag = '是' and (confirmed_date is null or confirmed_value_yuan is null or ownership_level is null or not has_owner_name))
        or (confirmed_flag = '否' and (confirmed_date is not null or confirmed_value_yuan is not null or ownership_level is not null or has_owner_name))
    union all by name
    select 'AS-03' as rule_id, o.* from owned as o join p using (reporting_unit_code) where confirmed_value_yuan > original_value_yuan + money_tol
    union all by name
    select 'AS-04' as rule_id, *
    from asset
    where (project_code, asset_name, coalesce(village_code, village_name)) in (
        select (project_code, asset_name, coalesce(village_code, village_name)) from asset
        where project_code is not null and asset_name is not null and coalesce(village_code, village_name) is not null
        group by all having count(*) > 1
    ) or asset_code in (select asset_code from asset where asset_code is not null group by all having count(distinct reporting_unit_code) > 1)
    union all by name
    select 'AS-05' as rule_id, *
    from owned
    where (asset_category = '到户类' and ownership_level <> '户') or (asset_category = '公益性' and ownership_level = '户')
    union all by name
    select 'AS-06' as rule_id, *
    from operating
    where operation_mode is null or operator_name is null
        or (operation_mode <> '村集体自营' and (contract_start is null or contract_end is null or contract_income_yuan is null))
    union all by name
    select 'AS-07' as rule_id, * from operating where contract_end < d()
    union all by name
    select 'AS-08' as rule_id, i.*
    from promised as i join p using (reporting_unit_code)
    where not is_known
        or (
            ifnull(operation_mode, '') <> '村集体自营' and not is_before_contract
            and not coalesce(abs(income_due_yuan * year_days - income_by_days) <= money_tol * year_days, false)
        )
        or income_received_yuan < income_due_yuan * (1 - income_shortfall)
    union all by name
    select 'AS-09' as rule_id, i.*
    from asset_income as i join p using (reporting_unit_code)
    where not coalesce(abs(income_received_yuan - distributed_yuan - ifnull(undistributed_yuan, 0)) <= money_tol, false) or undistributed_yuan < 0
    union all by name
    select 'AS-10' as rule_id, i.*
    from asset_income as i join p using (reporting_unit_code)
    where distributed_yuan <> 0 and (publicity_start is null or not coalesce(i.publicity_days >= asset_publicity_days, false))
    union all by name
    select 'AS-11' as rule_id, a.*
    from asset as a join idle using (reporting_unit_code, asset_code) join p using (reporting_unit_code)
    where asset_category in ('经营性', '公益性') and asset_status = '闲置' and month_number(d()) - month_number(since) > idle_months
    union all by name
    select 'AS-12' as rule_id, e.*
    from disposal as e
    left join (select reporting_unit_code, asset_code, asset_status, period_end from known_asset) as a using (reporting_unit_code, asset_code)
    where appraised_value_yuan is null or approval_no is null or e.publicity_days is null or (event_type = '处置' and disposal_income_yuan is null)
        or a.period_end is null
        -- A ledger that ended before the event cannot know of it.
        or (
            asset_status is distinct from if(event_type = '处置', '已处置', '已报废') and coalesce(a.period_end >= event_date, true)
        )
    union all by name
    select 'AS-13' as rule_id, * from asset where asset_category = '公益性' and maintainer is null
    union all by name
    select 'AS-14' as rule_id, 'ZC01' as form_code, reporting_unit_code, reporting_unit_code as record_key
    from margin where total <> by_category or total <> by_level
    union all by name
    select 'AS-15' as rule_id, a.*
    from accepted as a join p using (reporting_unit_code)
    where coalesce(d() - accept_date > asset_register_days, true) and asset_codes is null and not has_remark
    union all by name
    select 'AS-16' as rule_id, p1.*
    from project as p1 join asset_of_project using (reporting_unit_code, project_code) join p using (reporting_unit_code)
    where value > 0 and coalesce(value > fund_total_yuan * (1 + value_tol), fund_total_yuan is null)
    union all by name
    select 'AS-17' as rule_id, i.*
    from promised as i join p using (reporting_unit_code)
    where is_operating and income_received_yuan < yield_floor * original_value_yuan
);

insert into population by name
select 'pop_asset' as population, reporting_unit_code, count(*) as checked from asset group by all
union all by name select 'pop_asset_owned' as population, reporting_unit_code, count(*) as checked from owned group by all
union all by name select 'pop_asset_operating' as population, reporting_unit_code, count(*) as checked from operating group by all
union all by name
select 'pop_asset_common' as population, reporting_unit_code, count(*) as checked
from asset where asset_category in ('经营性', '公益性') group by all
union all by name
select 'pop_asset_public' as population, reporting_unit_code, count(*) as checked from asset where asset_category = '公益性' group by all
union all by name select 'pop_asset_income' as population, reporting_unit_code, count(*) as checked from asset_income group by all
union all by name
select 'pop_asset_income_distributed' as population, reporting_unit_code, count(*) as checked from asset_income where distributed_yuan <> 0 group by all
union all by name select 'pop_asset_yield' as population, reporting_unit_code, count(*) as checked from promised where is_operating group by all
union all by name select 'pop_asset_disposal' as population, reporting_unit_code, count(*) as checked from disposal group by all
union all by name select 'pop_asset_confirmed' as population, reporting_unit_code, 1 as checked from margin
union all by name select 'pop_project_accepted' as population, reporting_unit_code, count(*) as checked from accepted group by all
union all by name
select 'pop_project_with_asset' as population, reporting_unit_code, count(*) as checked
from project semi join asset_of_project using (reporting_unit_code, project_code) group by all;
