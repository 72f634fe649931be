-- One row is one indicator of one variety of one industry in one unit and year, with the day that time series count along.
select
    *,
    {{ as_of() }} as as_of
from {{ ref('fct_industry_output') }}
