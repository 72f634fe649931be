-- One row per operating asset and year whose income was distributed, wholly or in part.
select * from {{ ref('pop_asset_income') }}
where distributed_yuan <> 0
