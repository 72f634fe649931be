-- One row per operating or public asset: what must not lie idle. Assets of single households are theirs to use.
select * from {{ ref('pop_asset') }}
where asset_category in ('经营性', '公益性')
