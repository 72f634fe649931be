-- One row per episode that is active at D: decided by the county and not eliminated.
select
    'JC01' as form_code,
    episode.*
from {{ ref('fct_monitoring_episode') }} as episode
where episode.is_active
