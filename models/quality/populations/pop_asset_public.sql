-- One row per public asset.
select * from {{ ref('pop_asset') }}
where asset_category = '公益性'
