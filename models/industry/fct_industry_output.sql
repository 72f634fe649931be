-- One row is one indicator of one variety of one industry in one unit and year (one row of PX01 in force at D), also in base units.
with measured as (
    select
        stated.*,
        measure.base_unit,
        cast(cast(stated.value as decimal(28, 4)) * measure.factor as decimal(24, 4)) as value_base
    from {{ ref('stg_px01') }} as stated
    left join {{ ref('measure_unit') }} as measure on stated.value_unit = measure.unit
)

select
    submission_id, sheet, row_no, record_key, reporting_unit_code, industry, variety, genealogy_system, genealogy_category, indicator,
    value_unit, value_text, stat_year, value, base_unit, value_base,
    case when base_unit = '元' and abs(value_base) < 10000000000000000 then cast(value_base as decimal(18, 2)) end as value_yuan,
    case when base_unit = '亩' then value_base end as value_mu
from measured
