{#-
    numerator / denominator, rounded half away from zero to `scale` decimals, without ever passing through DOUBLE:
    DuckDB divides decimals as floating point, and 1 % of households came out a fen off.
    Both sides may carry up to 6 decimals; a NULL side or a zero denominator gives NULL. Result: decimal(28, scale), scale at most 8.
-#}
{% macro exact_ratio(numerator, denominator, scale) -%}
    {{ return(adapter.dispatch("exact_ratio")(numerator, denominator, scale)) }}
{%- endmacro %}

{% macro duckdb__exact_ratio(numerator, denominator, scale) -%}
    {%- set top = "cast(cast(" ~ numerator ~ " as decimal(30, 6)) * 1000000 as hugeint)" -%}
    {%- set bottom = "cast(cast(" ~ denominator ~ " as decimal(30, 6)) * 1000000 as hugeint)" -%}
    case
        when ({{ denominator }}) <> 0
            then cast(
                cast(
                    sign({{ top }}) * sign({{ bottom }})
                    * ((abs({{ top }}) * {{ 2 * 10 ** scale }} + abs({{ bottom }})) // (2 * abs({{ bottom }})))
                    as decimal(28, 0)
                ) * cast('{{ "%.*f" | format(scale, 10 ** (-scale)) }}' as decimal({{ scale + 1 }}, {{ scale }}))
                as decimal(28, {{ scale }})
            )
    end
{%- endmacro %}
