{#- The as-of date D as a DATE. The clock is never read. -#}
{% macro as_of() -%}
    cast('{{ checked_day("as_of") }}' as date)
{%- endmacro %}

{#- The as-known-at moment T as a TIMESTAMP. -#}
{% macro as_known_at() -%}
    cast('{{ var("as_known_at") }}' as timestamp)
{%- endmacro %}

{#- The variable as YYYY-MM-DD; anything else stops the run before it reaches a statement. -#}
{% macro checked_day(variable) -%}
    {%- set day = var(variable) | string -%}
    {%- if execute and not modules.re.match("^[0-9]{4}-[0-9]{2}-[0-9]{2}$", day) -%}
        {{ exceptions.raise_compiler_error("The variable " ~ variable ~ " must be a date written YYYY-MM-DD.") }}
    {%- endif -%}
    {{ day }}
{%- endmacro %}

{#- True while a row of a dated reference table holds at D; both ends are days on which it holds. -#}
{% macro holds_at_as_of(alias) -%}
    {{ alias }}.valid_from <= {{ as_of() }} and ({{ alias }}.valid_to is null or {{ as_of() }} <= {{ alias }}.valid_to)
{%- endmacro %}
