-- One row is one reading of one published figure: which rows of which table are counted, by which formula, and what comes out at D.
-- A figure whose own date lies after D is not computed.
with reading as (
    {%- for figure, readings in figure_readings() | groupby('figure') %}{% set last_figure = loop.last %}
    {%- for reading in readings %}
    {{ figure_value(reading, loop.index) }}
    {{ "union all" if not (last_figure and loop.last) }}
    {%- endfor %}
    {%- endfor %}
),

scaled as (
    select
        reading.*,
        figure.decimals,
        reading.numerator * reading.scale as scaled_numerator,
        reading.denominator * figure.unit_factor as scaled_denominator,
        figure.as_of_date is null or figure.as_of_date <= {{ as_of() }} as is_due
    from reading
    inner join {{ ref('published_figure') }} as figure on reading.figure_id = figure.figure_id
)

select
    figure_id, reading_no, reading_zh, rounding, relation_name, condition_sql, once_per, numerator_sql, denominator_sql, scale,
    case when is_due then numerator end as numerator,
    case when is_due then denominator end as denominator,
    case when is_due then rows_read end as rows_read,
    case
        when is_due and rows_read > 0
            then cast(
                cast({{ published_rounding('scaled_numerator', 'scaled_denominator', 'decimals', 'rounding') }} as decimal(24, 0))
                * case decimals when 0 then cast(1 as decimal(3, 2)) when 1 then cast(0.1 as decimal(3, 2)) when 2 then cast(0.01 as decimal(3, 2)) end
                as decimal(28, 2)
            )
    end as computed_value
from scaled
