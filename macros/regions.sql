{#- How many changes one after the other a village code may have gone through; the check of the region tables refuses longer chains. -#}
{% macro succession_steps() -%}
    {{ return(8) }}
{%- endmacro %}
