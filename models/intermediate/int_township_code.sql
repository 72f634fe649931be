-- One row is one township code that was in use on some day up to D, with the township that stands for it at D: itself, or the one to which all its
-- villages went. A township whose villages went to several has none.
with counted as (
    select region.managing_township_code as recorded_code, at_as_of.managing_township_code as township_code
    from {{ ref('region_village') }} as region
    inner join {{ ref('bridge_region_code') }} as bridge on region.village_code = bridge.recorded_code
    inner join {{ ref('dim_region') }} as at_as_of on bridge.village_code = at_as_of.village_code
    where region.valid_from <= {{ as_of() }}
)

select
    recorded_code,
    case
        when max(case when recorded_code = township_code then 1 else 0 end) = 1 then recorded_code
        when count(distinct township_code) = 1 then min(township_code)
    end as township_code
from counted
group by recorded_code
