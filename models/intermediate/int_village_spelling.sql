-- One row is one way to write a village of a township at D. A name as registered goes before a derived one;
-- a spelling that still means two villages is left out, because a name is no key.
with village as (
    select reporting_unit_code, township_code, village_code, village_name, short_name
    from {{ ref('region_village') }} as region
    where {{ holds_at_as_of('region') }}
),

spelled as (
    select reporting_unit_code, township_code, village_code, village_name as spelling, 1 as precedence from village
    union
    select reporting_unit_code, township_code, village_code, short_name as spelling, 1 as precedence from village
    union
    select reporting_unit_code, township_code, village_code, short_name || '村' as spelling, 2 as precedence from village
    union
    select reporting_unit_code, township_code, village_code, short_name || '社区' as spelling, 2 as precedence from village
    union
    select reporting_unit_code, township_code, village_code, regexp_replace(short_name, '村$', '') as spelling, 2 as precedence from village
),

preferred as (
    select
        *,
        rank() over (partition by reporting_unit_code, township_code, spelling order by precedence) as place
    from spelled
    where spelling <> ''
)

select reporting_unit_code, township_code, spelling, min(village_code) as village_code
from preferred
where place = 1
group by reporting_unit_code, township_code, spelling
having count(*) = 1
