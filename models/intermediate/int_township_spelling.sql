-- One row is one way to write a township of a reporting unit at D, with or without its kind. The name as registered goes first;
-- a spelling that still means two townships is left out.
with township as (
    select distinct reporting_unit_code, township_code, township_name
    from {{ ref('region_village') }} as region
    where {{ holds_at_as_of('region') }}
),

spelled as (
    select reporting_unit_code, township_code, township_name as spelling, 1 as precedence from township
    union
    select reporting_unit_code, township_code, regexp_replace(township_name, '(街道|镇|乡)$', '') || kind.word as spelling, 2 as precedence
    from township
    cross join (values (''), ('街道办事处'), ('街道办')) as kind (word)
    where kind.word = '' or township_name like '%街道'
),

preferred as (
    select
        *,
        rank() over (partition by reporting_unit_code, spelling order by precedence) as place
    from spelled
    where spelling <> ''
)

select reporting_unit_code, spelling, min(township_code) as township_code
from preferred
where place = 1
group by reporting_unit_code, spelling
having count(*) = 1
