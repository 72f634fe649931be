-- One row is one operating asset in one year of income (one row of ZC02 in force at D).
select
    submission_id, sheet, row_no, record_key, reporting_unit_code, township_code, village_code, asset_code, township_name, village_name,
    asset_name, income_year, benefit_village_name, is_out_of_poverty_village, benefit_households, publicity_days, income_due_yuan,
    income_received_yuan, dist_collective_yuan, dist_households_yuan, dist_posts_yuan, dist_public_yuan, dist_other_yuan,
    undistributed_yuan, received_date, publicity_start,
    cast(
        coalesce(dist_collective_yuan, 0) + coalesce(dist_households_yuan, 0) + coalesce(dist_posts_yuan, 0)
        + coalesce(dist_public_yuan, 0) + coalesce(dist_other_yuan, 0) as decimal(18, 2)
    ) as distributed_yuan
from {{ ref('stg_zc02') }}
