-- One row per (reporting unit or city, parameter) that has a value at D.
select * exclude (held_from, held_to)
from {{ ref('int_parameter_history') }}
where {{ as_of() }} between held_from and held_to
