-- One row per elimination by support that is effective at D.
select * from {{ ref('pop_elimination') }}
where elim_mode = '帮扶消除'
