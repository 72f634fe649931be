-- One row per member, 在册 or not, whose ID number has an allowed length, a right check character and a calendar date: who passes DQ-02.
select * from {{ ref('pop_member_with_id') }}
where id_is_valid
