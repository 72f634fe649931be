-- One row is one indicator of one unit in one month, as the unit states it (one row of BB01 in force at D), also in base units.
select
    stated.submission_id, stated.sheet, stated.row_no, stated.record_key, stated.reporting_unit_code, stated.indicator_code,
    stated.indicator_name, stated.unit, stated.value_month, stated.value_cum, stated.version, stated.month, measure.base_unit,
    cast(cast(stated.value_month as decimal(28, 4)) * measure.factor as decimal(24, 4)) as value_month_base,
    cast(cast(stated.value_cum as decimal(28, 4)) * measure.factor as decimal(24, 4)) as value_cum_base
from {{ ref('stg_bb01') }} as stated
left join {{ ref('measure_unit') }} as measure on stated.unit = measure.unit
