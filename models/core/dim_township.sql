-- One row is one township or street of the managing hierarchy at D; each belongs to one reporting unit.
with rural as (
    select region_code
    from {{ ref('region_scope') }} as listed
    where scope_id = 'rural_township' and {{ holds_at_as_of('listed') }}
)

select
    region.managing_township_code as township_code,
    min(region.managing_township_name) as township_name,
    min(region.reporting_unit_code) as reporting_unit_code,
    cast(count(*) as integer) as villages,
    count(rural.region_code) > 0 as is_rural
from {{ ref('dim_region') }} as region
left join rural on region.managing_township_code = rural.region_code
group by region.managing_township_code
