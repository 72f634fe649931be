{#-
    The rows that a reading counts, as a relation. With once_per, the largest `kept` value of each key stands for its rows: persons of a household
    that stands there twice are not summed twice.
-#}
{% macro figure_rows(reading) -%}
    {%- if reading.once_per -%}
        (
            select rows.{{ reading.once_per }}, max(rows.{{ reading.kept }}) as {{ reading.kept }}, count(*) as rows_read
            from {{ ref(reading.relation) }} as rows
            cross join ({{ figure_date(reading.figure) }}) as figure
            where {{ reading.condition }}
            group by rows.{{ reading.once_per }}
        ) as counted
    {%- else -%}
        {{ ref(reading.relation) }} as counted
        cross join ({{ figure_date(reading.figure) }}) as figure
        where {{ reading.condition }}
    {%- endif -%}
{%- endmacro %}

{% macro figure_date(figure) -%}
    select as_of_date from {{ ref('published_figure') }} where figure_id = '{{ figure }}'
{%- endmacro %}

{#- The value of a reading: one row with numerator, denominator (1 for a number of things) and the rows behind it. -#}
{% macro figure_value(reading, reading_no) -%}
    select
        '{{ reading.figure }}' as figure_id,
        {{ reading_no }} as reading_no,
        {{ quoted(reading.reading or '') }} as reading_zh,
        '{{ reading.rounding or "half_up" }}' as rounding,
        '{{ ref(reading.relation).schema }}.{{ reading.relation }}' as relation_name,
        {{ quoted(reading.condition) }} as condition_sql,
        {{ quoted(reading.once_per or '') }} as once_per,
        {{ quoted(reading.numerator) }} as numerator_sql,
        {{ quoted(reading.denominator or '') }} as denominator_sql,
        {{ reading.scale or 1 }} as scale,
        cast({{ reading.numerator }} as decimal(38, 6)) as numerator,
        cast({{ reading.denominator or 1 }} as decimal(38, 6)) as denominator,
        cast({{ 'coalesce(sum(rows_read), 0)' if reading.once_per else 'count(*)' }} as bigint) as rows_read
    from {{ figure_rows(reading) }}
{%- endmacro %}

{% macro quoted(text) -%}
    '{{ text | replace("'", "''") }}'
{%- endmacro %}

{#-
    numerator * scale / (denominator * unit factor), cut or rounded half up to a number of decimals that stands in a column: as whole units
    of the last printed decimal, in integers throughout.
-#}
{% macro published_rounding(numerator, denominator, decimals, rounding) -%}
    {%- set top = "cast(" ~ numerator ~ " * 1000000 as hugeint) * (case " ~ decimals ~ " when 0 then 1 when 1 then 10 when 2 then 100 end)" -%}
    {%- set bottom = "cast(" ~ denominator ~ " * 1000000 as hugeint)" -%}
    case
        when {{ denominator }} = 0 or {{ numerator }} is null then null
        when {{ rounding }} = 'truncated' then sign({{ top }}) * (abs({{ top }}) // {{ bottom }})
        else sign({{ top }}) * ((2 * abs({{ top }}) + {{ bottom }}) // (2 * {{ bottom }}))
    end
{%- endmacro %}
