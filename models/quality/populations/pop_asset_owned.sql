-- One row per asset whose ownership is confirmed at D.
select * from {{ ref('pop_asset') }}
where is_confirmed
