-- One row per natural elimination that is effective at D.
select * from {{ ref('pop_elimination') }}
where elim_mode = '自然消除'
