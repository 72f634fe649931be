-- One row per episode of the ledger that was decided by D or has no date of decision, eliminated since or not:
-- a missing step does not heal by elimination, and a blank date is itself what WI-07 looks for.
select
    'JC01' as form_code,
    episode.*
from {{ ref('fct_monitoring_episode') }} as episode
where episode.county_date is null or episode.county_date <= {{ as_of() }}
