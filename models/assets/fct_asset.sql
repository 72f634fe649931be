-- One row is one project asset (one row of ZC01 in force at D).
select
    submission_id, sheet, row_no, record_key, reporting_unit_code, township_code, village_code, asset_code, project_code, township_name,
    village_name, asset_name, project_name, project_year, asset_category, asset_type, quantity_unit, confirmed_flag, ownership_level,
    certificate_no, operation_mode, operator_name, maintainer, asset_status, quantity, original_value_yuan, value_central_yuan,
    value_provincial_yuan, value_city_yuan, value_county_yuan, value_bond_yuan, value_donation_yuan, value_counterpart_yuan,
    value_other_yuan, confirmed_value_yuan, contract_income_yuan, maintenance_fund_yuan, acquired_month, confirmed_date, handover_date,
    contract_start, contract_end,
    owner_name is not null as has_owner_name,
    coalesce(confirmed_flag = '是' and (confirmed_date is null or confirmed_date <= {{ as_of() }}), false) as is_confirmed,
    coalesce(asset_category = '经营性', false) as is_operating
from {{ ref('stg_zc01') }}
