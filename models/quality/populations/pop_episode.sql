-- One row per episode of the ledger, decided or not.
select
    'JC01' as form_code,
    episode.*
from {{ ref('fct_monitoring_episode') }} as episode
