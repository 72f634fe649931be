-- One row is one village-level unit that exists at D. The statistical county is not always the reporting unit: 示范区 runs villages of 灵宝市.
select
    village_code, village_name, short_name, kind, township_code, township_name, county_code, county_name,
    reporting_unit_code, coalesce(in_rural_scope = 'Y', false) as is_rural, valid_from, valid_to
from {{ ref('region_village') }} as region
where {{ holds_at_as_of('region') }}
