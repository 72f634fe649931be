-- One row per household with members: how many persons of it stand in the member register, and how many of them are 在册.
{{ config(materialized='table') }}

select
    household_key,
    cast(count(*) as integer) as listed_members,
    cast(count(*) filter (where person_status = '在册') as integer) as registered_members
from {{ ref('fct_person') }}
where household_key is not null
group by household_key
