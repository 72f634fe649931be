-- One row is one business entity in one industry and year (one row of PX02 in force at D).
select
    submission_id, sheet, row_no, record_key, reporting_unit_code, township_code, village_code, credit_code, township_name,
    village_name, entity_name, entity_type, industry, products, stat_year, processing_capacity, storage_capacity, benefit_households,
    output_value_yuan,
    coalesce(entity_type = '加工企业', false) as is_processor
from {{ ref('stg_px02') }}
