-- One row is one way to write a township of a reporting unit at D, with or without its kind. The name as registered goes first, a name from
-- before a change last; a spelling that still means two townships is left out.
with township as (
    select
        region.reporting_unit_code, code.township_code, region.managing_township_name as township_name,
        min(case when {{ holds_at_as_of('region') }} then 0 else 2 end) as age
    from {{ ref('region_village') }} as region
    inner join {{ ref('int_township_code') }} as code on region.managing_township_code = code.recorded_code
    where region.valid_from <= {{ as_of() }} and code.township_code is not null
    group by region.reporting_unit_code, code.township_code, region.managing_township_name
),

spelled as (
    select reporting_unit_code, township_code, township_name as spelling, 1 + age as precedence from township
    union
    select
        reporting_unit_code, township_code, regexp_replace(township_name, '(街道|镇|乡)$', '') || kind.word as spelling, 2 + age as precedence
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
