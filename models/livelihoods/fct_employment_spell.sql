-- One row is one spell of work of one person (one row of JY01 in force at D).
select
    submission_id, sheet, row_no, record_key, reporting_unit_code, household_key, person_key, township_code, village_code,
    township_name, village_name, household_type, monitor_category, labour_skill, is_employed, work_province, work_city, work_county,
    sector, job_channel, job_batch, point_to_point, spell_seq, monthly_wage_yuan, transport_subsidy_yuan, start_month, end_month,
    employer is not null as has_employer,
    coalesce(
        is_employed = '是' and start_month <= {{ as_of() }} and (end_month is null or {{ months_between_months(as_of(), 'end_month') }} >= 0),
        false
    ) as is_open
from {{ ref('stg_jy01') }}
