-- One row per operating asset in use whose contract ended before D. A blank end is AS-06's matter.
select
    {{ finding('AS-07', 'asset') }},
    'ZC01.contract_end' as fields,
    '合同终止于' || strftime(contract_end, '%Y-%m-%d') as detail_zh
from {{ ref('pop_asset_operating') }} as asset
where contract_end < {{ as_of() }}
