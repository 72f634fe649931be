-- One row per public asset that nobody is named to maintain.
select
    {{ finding('AS-13', 'asset') }},
    'ZC01.maintainer' as fields,
    '管护主体为空' as detail_zh
from {{ ref('pop_asset_public') }} as asset
where maintainer is null
