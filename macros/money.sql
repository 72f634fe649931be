{#- A money column of a form in 元. `money_factor` is the sheet's own unit: 10000 for 万元, 1 for 元. -#}
{% macro yuan(column) -%}
    cast(form.{{ column }} * form.money_factor as decimal(18, 2)) as {{ column }}_yuan
{%- endmacro %}
