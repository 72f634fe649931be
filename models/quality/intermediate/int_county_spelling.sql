-- One row is one way to write the county of a reporting unit at D: its own name, an alias of it, or the name of the statistical county of one of
-- its villages (a village of 示范区 lies in 灵宝市).
select reporting_unit_code, name_zh as spelling
from {{ ref('reporting_unit') }} as unit
where {{ holds_at_as_of('unit') }}

union

select reporting_unit_code, unnest(string_split(aliases, '|')) as spelling
from {{ ref('reporting_unit') }} as unit
where {{ holds_at_as_of('unit') }}

union

select reporting_unit_code, county_name as spelling
from {{ ref('region_village') }} as region
where {{ holds_at_as_of('region') }}
