-- One row per operating asset that is in use.
select * from {{ ref('pop_asset') }}
where is_operating and asset_status = '在用'
