-- One row per decimal column of a form: half of one unit of its last decimal, what rounding may make of a value.
{%- for field, decimals in decimal_columns() %}
select '{{ field }}' as field, cast('0.{{ "0" * (decimals | int) }}5' as decimal(10, 6)) as half_step
union all
{%- endfor %}
select cast(null as varchar) as field, cast(null as decimal(10, 6)) as half_step
where false
