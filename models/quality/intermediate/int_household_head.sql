-- One row per household with exactly one 在册 head: who that is. Personal data; never published. Several heads are no head: DQ-05 reports them.
{{ config(materialized='table') }}

select
    household_key,
    min(id_key) as id_key,
    min(sex) as sex,
    min(birth_date) as birth_date
from {{ ref('pop_member_registered') }}
where relation = '户主' and household_key is not null
group by household_key
having count(*) = 1
