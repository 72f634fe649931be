-- One row is one reporting unit that reports at D.
select reporting_unit_code, name_zh, gb2260_code, code_kind, display_order, valid_from, valid_to
from {{ ref('reporting_unit') }} as unit
where {{ holds_at_as_of('unit') }}
