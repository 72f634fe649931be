-- One row per elimination by support from the month on in which a time of monitoring is required. A blank month is not before it.
select elimination.*
from {{ ref('pop_elimination_supported') }} as elimination
{{ parameter('min_months_from', 'elimination') }}
where
    elimination.eliminated_month is null
    or elimination.eliminated_month >= min_months_from.first_of_month
