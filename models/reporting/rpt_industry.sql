-- One row is one line of the report on characteristic industries at D: a reporting unit or the city, one year, one industry and one indicator.
-- Years, industries and indicators measure different things and are never added up.
select
    {{ as_of() }} as as_of,
    {{ rolled(['stat_year', 'industry', 'indicator'], townships=false) }},
    min(base_unit) as base_unit,
    {{ counted_periods() }},
    {{ measures('industry_output') }}
from {{ with_period('int_industry_indicator') }}
group by {{ rollup(['stat_year', 'industry', 'indicator'], townships=false, divided=true) }}
