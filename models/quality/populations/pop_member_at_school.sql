-- One row per 在册 member with a school stage.
select * from {{ ref('pop_member_registered') }}
where school_status is not null
