-- One row is one parameter for one reporting unit or the city, with the value that holds at D. A parameter without a row had no value.
select reporting_unit_code, param_id, scope_code, value, unit
from {{ ref('int_parameter') }}
