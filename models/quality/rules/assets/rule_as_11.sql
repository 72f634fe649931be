-- One row per operating or public asset that the ledgers have called idle for more months than allowed.
select
    {{ finding('AS-11', 'asset') }},
    'ZC01.asset_status' as fields,
    '自' || strftime(idle.idle_since, '%Y-%m-%d') || '的台账起一直为闲置，至截止日'
    || cast({{ months_between_months('idle.idle_since', as_of()) }} as varchar)
    || '个月，超过' || cast(idle_months.whole_number as varchar) || '个月' as detail_zh
from {{ ref('pop_asset_common') }} as asset
inner join {{ ref('int_asset_idle_since') }} as idle
    on asset.reporting_unit_code = idle.reporting_unit_code and asset.asset_code = idle.asset_code
{{ parameter('idle_months', 'asset') }}
where {{ months_between_months('idle.idle_since', as_of()) }} > idle_months.whole_number
