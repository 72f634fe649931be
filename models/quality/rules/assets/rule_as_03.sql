-- One row per confirmed asset whose confirmed value is above its original value. Blank values are AS-02's and AS-01's matter.
select
    {{ finding('AS-03', 'asset') }},
    'ZC01.confirmed_value;ZC01.original_value' as fields,
    '确权金额' || cast(asset.confirmed_value_yuan as varchar)
    || '元，资产原值' || cast(asset.original_value_yuan as varchar) || '元' as detail_zh
from {{ ref('pop_asset_owned') }} as asset
{{ parameter('money_tol', 'asset') }}
where asset.confirmed_value_yuan > asset.original_value_yuan + money_tol.yuan
