-- One row is one region that belongs to a list of regions at D.
select scope_id, level, region_code, valid_from, valid_to, because
from {{ ref('region_scope') }} as listed
where {{ holds_at_as_of('listed') }}
