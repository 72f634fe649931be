-- One row per household that is 在册 in the register.
select * from {{ ref('pop_household_listed') }}
where household_status = '在册'
