-- One row per reporting unit whose stated number of supported households is not the number of distinct households of its lists, and one for
-- the city (4112) when the units' numbers together are not. The sum over projects is another measure. A blank number is no count.
select
    {{ finding('PF-13', 'total') }},
    'BB01.value_cum' as fields,
    '上报带动农户' || coalesce(cast(cast(stated_households as bigint) as varchar) || '户', '为空')
    || '，明细中不重复的农户' || cast(listed_households as varchar) || '户' as detail_zh
from {{ ref('pop_beneficiary_total') }} as total
where stated_households is null or stated_households <> listed_households
