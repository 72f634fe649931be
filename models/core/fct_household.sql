-- One row is one household of the register (one row of HJ01 in force at D).
select
    submission_id, sheet, row_no, record_key, reporting_unit_code, household_key, township_code, village_code, grid_code, township_name,
    village_name, household_type, monitor_category, risk_eliminated, out_of_poverty_year, no_labour_backstop, is_dangerous_house,
    house_grade, safe_water, has_dropout, has_uninsured, has_electricity, has_toilet, road_hardened, in_coop, household_status,
    member_count, labour_count, cropland_mu, forest_mu, orchard_mu, returned_mu, grass_mu, water_mu, house_area, road_distance_km,
    coalesce(household_status = '在册', false) as is_registered
from {{ ref('stg_hj01') }}
