-- One row is one day from 2012 to the end of the year after D: the calendar that time series of the metrics are counted along.
select cast(days.day as date) as date_day
from (
    select unnest(generate_series(
        cast('2012-01-01' as timestamp),
        cast(cast(extract(year from {{ as_of() }}) + 1 as integer) || '-12-31' as timestamp),
        interval 1 day
    )) as day
) as days
