{#-
    A keyed token for a personal value: 32 hex digits, the same for equal (kind, value) under one key, NULL for NULL.
    The key is a connection variable that comes from outside, so it never stands in SQL, manifest or log; without it the statement fails.
    Unkeyed hashes of ID numbers can be reversed by trying all numbers. Half of the digest is kept: nothing can be appended to what was hashed.
-#}
{% macro token(kind, expression) -%}
    {{ return(adapter.dispatch("token")(kind, expression)) }}
{%- endmacro %}

{% macro duckdb__token(kind, expression) -%}
    left(sha256({{ token_key() }} || '|{{ kind }}|' || {{ expression }}), 32)
{%- endmacro %}

{#- The key, or a failing cast that says what is missing: error() would count as a side effect and spoil the plan. -#}
{% macro token_key() -%}
    coalesce(getvariable('lingcha_token_key'), cast(cast('LINGCHA_TOKEN_KEY is not set on this connection' as integer) as varchar))
{%- endmacro %}
