{#- Whether a value is in the list of a parameter that `parameter` has joined; NULL without a value or without a list. -#}
{% macro is_listed(expression, name) -%}
    {{ return(adapter.dispatch("is_listed")(expression, name)) }}
{%- endmacro %}

{% macro duckdb__is_listed(expression, name) -%}
    list_contains({{ name }}.items, cast({{ expression }} as varchar))
{%- endmacro %}

{#-
    The parameters of a family that hold at D, one row per reporting unit and member: school_age:小学 is the member 小学 of the family school_age.
    For lookups by a value of the record; a single member is joined with `parameter`.
-#}
{% macro parameter_family(family) -%}
    (
        select
            reporting_unit_code,
            substr(param_id, {{ family | length + 2 }}) as member,
            items, low, high
        from {{ ref("int_parameter") }}
        where param_id like '{{ family }}:%'
    )
{%- endmacro %}
