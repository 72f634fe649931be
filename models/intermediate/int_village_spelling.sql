-- One row is one way to write a village of a township at D. A name as registered goes before a derived one, a name from before a change comes last
-- and means the successor; a spelling that still means two villages is left out, because a name is no key.
with village as (
    select
        region.reporting_unit_code, code.township_code, bridge.village_code, region.village_name, region.short_name,
        case when {{ holds_at_as_of('region') }} then 0 else 2 end as age
    from {{ ref('region_village') }} as region
    inner join {{ ref('bridge_region_code') }} as bridge on region.village_code = bridge.recorded_code
    inner join {{ ref('int_township_code') }} as code on region.managing_township_code = code.recorded_code
    where region.valid_from <= {{ as_of() }} and code.township_code is not null
),

spelled as (
    select reporting_unit_code, township_code, village_code, village_name as spelling, 1 + age as precedence from village
    union
    select reporting_unit_code, township_code, village_code, short_name as spelling, 1 + age as precedence from village
    union
    select reporting_unit_code, township_code, village_code, short_name || '村' as spelling, 2 + age as precedence from village
    union
    select reporting_unit_code, township_code, village_code, short_name || '社区' as spelling, 2 + age as precedence from village
    union
    select
        reporting_unit_code, township_code, village_code, regexp_replace(short_name, '村$', '') as spelling, 2 + age as precedence
    from village
),

preferred as (
    select
        *,
        rank() over (partition by reporting_unit_code, township_code, spelling order by precedence) as place
    from spelled
    where spelling <> ''
)

select
    preferred.reporting_unit_code, preferred.township_code, preferred.spelling,
    min(preferred.village_code) as village_code,
    min(region.managing_township_code) as counted_township_code
from preferred
inner join {{ ref('dim_region') }} as region on preferred.village_code = region.village_code
where preferred.place = 1
group by preferred.reporting_unit_code, preferred.township_code, preferred.spelling
having count(*) = 1
