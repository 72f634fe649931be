{#-
    Whether the first 18 characters are a citizen ID number: 17 digits and a check character after ISO 7064 MOD 11-2 (x counts as X),
    and digits 7 to 14 a calendar day from 1900 on. Length is the caller's question: disability certificates have 20 or 22 characters.
    NULL for NULL.
-#}
{% macro id_is_valid(column) -%}
    {{ return(adapter.dispatch("id_is_valid")(column)) }}
{%- endmacro %}

{#-
    The digits are taken out of one BIGINT and the three conditions joined by least() instead of AND: inside AND and CASE the BIGINT would be
    made anew for every digit, which took four times as long for a city's persons. The casts come after the shape: what is not 17 digits is
    NULL there, and least() passes over it.
-#}
{% macro duckdb__id_is_valid(column) -%}
    {%- set body = "try_cast(left(" ~ column ~ ", 17) as bigint)" -%}
    {%- set weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] -%}
    least(
        regexp_matches({{ column }}, '^[0-9]{17}[0-9Xx]'),
        substr('10X98765432', cast((
            {%- for weight in weights %}
            ({{ body }} // {{ 10 ** (16 - loop.index0) }} % 10) * {{ weight }}{{ " +" if not loop.last }}
            {%- endfor %}
        ) % 11 + 1 as integer), 1) = upper(substr({{ column }}, 18, 1)),
        coalesce(extract(year from try_strptime(substr({{ column }}, 7, 8), '%Y%m%d')), length({{ column }}) * 0) >= 1900
    )
{%- endmacro %}
