-- One row is one indicator of one variety of one industry in one unit and year, with the day that time series count along.
select
    submission_id, record_key, reporting_unit_code, stat_year, industry, indicator, variety, base_unit, value_base, value_mu, value_yuan,
    {{ as_of() }} as as_of
from {{ ref('fct_industry_output') }}
