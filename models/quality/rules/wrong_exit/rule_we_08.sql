-- One row per elimination with a blank step, a step before the one that must precede it, or too short a publicity.
-- The same day is in order; first and last day of the publicity both count.
{%- set steps = [
    ('visit_date', 'visit_date is null', 'false', '入户核实'),
    ('review_date', 'review_date is null', 'review_date < visit_date', '民主评议'),
    ('publicity_start', 'publicity_start is null', 'publicity_start < review_date', '公示起'),
    ('publicity_end', 'publicity_end is null', 'publicity_end < publicity_start', '公示止'),
    ('township_date', 'township_date is null', 'township_date < publicity_end', '乡镇审核'),
    ('county_date', 'false', 'county_date < township_date', '县级审定'),
] -%}
{%- set is_short = "days_public < days_required" -%}
{%- set blank, early, wrong = [], [], [] -%}
{%- for field, is_blank, is_early, name_zh in steps -%}
{%- if is_blank != 'false' %}{% do blank.append((is_blank, "'" ~ name_zh ~ "'")) %}{% endif -%}
{%- if is_early != 'false' %}{% do early.append((is_early, "'" ~ name_zh ~ "'")) %}{% endif -%}
{%- do wrong.append((is_blank ~ " or " ~ is_early, "'JC03." ~ field ~ "'")) -%}
{%- endfor -%}
{%- do wrong.append((is_short, "'JC03.publicity_start;JC03.publicity_end'")) %}

with measured as (
    select
        elimination.*,
        {{ days_between('elimination.publicity_start', 'elimination.publicity_end') }} + 1 as days_public,
        publicity_days.whole_number as days_required
    from {{ ref('pop_elimination') }} as elimination
    {{ parameter('publicity_days', 'elimination') }}
),

judged as (
    select
        measured.*,
        {{ words_where(blank, 1, '、') }} as blank_steps,
        {{ words_where(early, 1, '、') }} as early_steps,
        {{ words_where(wrong, 1, ';') }} as fields
    from measured
)

select
    {{ finding('WE-08', 'judged') }},
    fields,
    concat_ws(
        '；',
        case when blank_steps <> '' then '空缺：' || blank_steps end,
        case when early_steps <> '' then '早于前一步：' || early_steps end,
        case
            when {{ is_short }}
                then '公示' || cast(days_public as varchar) || '天，不足' || cast(days_required as varchar) || '天'
        end
    ) as detail_zh
from judged
where fields <> ''
