-- One row per project that was completed by D.
select * from {{ ref('pop_project') }}
where is_completed
