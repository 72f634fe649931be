-- One row per household with members: how many persons of it stand in the member register, how many of them are 在册, and how many of those
-- are its head or the head's spouse.
{{ config(materialized='table') }}

select
    household_key,
    cast(count(*) as integer) as listed_members,
    cast(count(*) filter (where person_status = '在册') as integer) as registered_members,
    cast(count(*) filter (where person_status = '在册' and relation = '户主') as integer) as registered_heads,
    cast(count(*) filter (where person_status = '在册' and relation = '配偶') as integer) as registered_spouses
from {{ ref('fct_person') }}
where household_key is not null
group by household_key
