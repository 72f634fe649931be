-- One row per episode of the ledger whose household is not in the household register. A blank code is in no register.
select
    {{ finding('WI-12', 'episode') }},
    'JC01.household_code' as fields,
    '农户基本信息台账中没有该户' as detail_zh
from {{ ref('pop_episode') }} as episode
where not exists (
    select 1
    from {{ ref('fct_household') }} as household
    where household.household_key = episode.household_key
)
