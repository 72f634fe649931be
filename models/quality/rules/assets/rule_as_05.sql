-- One row per confirmed asset whose category does not fit the level that owns it. A blank level is AS-02's matter.
select
    {{ finding('AS-05', 'asset') }},
    'ZC01.asset_category;ZC01.ownership_level' as fields,
    '资产类别为' || asset_category || '，确权属地为' || ownership_level as detail_zh
from {{ ref('pop_asset_owned') }} as asset
where
    (asset_category = '到户类' and ownership_level <> '户')
    or (asset_category = '公益性' and ownership_level = '户')
