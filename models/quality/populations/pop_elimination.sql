-- One row per elimination that is effective at D: approved by the county and not undone.
select
    'JC03' as form_code,
    elimination.*
from {{ ref('fct_risk_elimination') }} as elimination
where elimination.is_effective
