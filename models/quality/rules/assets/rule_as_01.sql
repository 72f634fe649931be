-- One row per asset whose original value is not the sum of its sources. A blank source gave nothing; a blank value is no sum.
with compared as (
    select
        asset.*,
        coalesce(asset.value_central_yuan, 0) + coalesce(asset.value_provincial_yuan, 0) + coalesce(asset.value_city_yuan, 0)
        + coalesce(asset.value_county_yuan, 0) + coalesce(asset.value_bond_yuan, 0) + coalesce(asset.value_donation_yuan, 0)
        + coalesce(asset.value_counterpart_yuan, 0) + coalesce(asset.value_other_yuan, 0) as sources_yuan,
        money_tol.yuan as tolerance_yuan
    from {{ ref('pop_asset') }} as asset
    {{ parameter('money_tol', 'asset') }}
)

select
    {{ finding('AS-01', 'compared') }},
    'ZC01.original_value' as fields,
    '资产原值' || coalesce(cast(original_value_yuan as varchar) || '元', '为空')
    || '，各项资金来源合计' || cast(sources_yuan as varchar) || '元' as detail_zh
from compared
where original_value_yuan is null or abs(original_value_yuan - sources_yuan) > tolerance_yuan
