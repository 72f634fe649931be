-- One row per (reporting unit or city, parameter) that has a readable value at D.
{{ config(materialized='table') }}

select
    reporting_unit_code, param_id, scope_code, value, unit, kind, whole_number, number, first_of_month, day, items, low, high, yuan
from {{ ref('int_parameter_history') }}
where {{ as_of() }} between held_from and held_to
