-- One row is one co-operative that a village party organisation leads (one row of HZ01 in force at D).
select
    submission_id, sheet, row_no, record_key, reporting_unit_code, township_code, village_code, credit_code, township_name,
    village_name, coop_name, coop_type, party_branch_name, lead_party_post, lead_coop_post, main_industry, coop_status,
    member_households, member_oop_households, member_monitored_households, land_mu, capital_total_yuan, capital_collective_yuan,
    capital_households_yuan, capital_other_yuan, income_last_year_yuan, dividend_collective_yuan, founded_date,
    cast(coalesce(capital_collective_yuan, 0) + coalesce(capital_households_yuan, 0) + coalesce(capital_other_yuan, 0) as decimal(18, 2)) as capital_parts_yuan,
    coalesce(coop_status = '正常' and (founded_date is null or founded_date <= {{ as_of() }}), false) as is_active
from {{ ref('stg_hz01') }}
