-- One row is one village-level unit that exists at D, in both hierarchies. The statistical county is not always the reporting unit: 示范区 runs
-- villages of 灵宝市.
with rural as (
    select region_code
    from {{ ref('region_scope') }} as listed
    where scope_id = 'administrative_village' and {{ holds_at_as_of('listed') }}
)

select
    region.village_code, region.village_name, region.short_name, region.kind,
    region.township_code, region.township_name, region.county_code, region.county_name,
    region.reporting_unit_code, region.managing_township_code, region.managing_township_name,
    rural.region_code is not null as is_rural,
    region.valid_from, region.valid_to
from {{ ref('region_village') }} as region
left join rural on region.village_code = rural.region_code
where {{ holds_at_as_of('region') }}
