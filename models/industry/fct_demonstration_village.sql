-- One row is one village in one programme (one row of SF01 in force at D).
select
    submission_id, sheet, row_no, record_key, reporting_unit_code, township_code, village_code, project_code, township_name,
    village_name, programme, level, grade, batch, certified_no, support_total_yuan, support_city_bridging_yuan,
    support_other_bridging_yuan, apply_date, listed_date, certified_date, revoked_date,
    case
        when revoked_date <= {{ as_of() }} then 'revoked'
        when certified_date <= {{ as_of() }} then 'certified'
        when listed_date <= {{ as_of() }} then 'listed'
        when apply_date <= {{ as_of() }} then 'applied'
    end as programme_state
from {{ ref('stg_sf01') }}
