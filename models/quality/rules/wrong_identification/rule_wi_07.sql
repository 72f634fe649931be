-- One row per identified episode with a blank step or a step before the one that must precede it.
-- Visit and comparison may run in parallel: both follow the consent, the review follows both. The same day is in order.
{%- set steps = [
    ('found_date', 'found_date is null', 'false', '发现'),
    ('consent_date', 'consent_date is null', 'consent_date < found_date', '承诺授权'),
    ('visit_date', 'visit_date is null', 'visit_date < consent_date', '入户核实'),
    ('compare_date', 'compare_date is null', 'compare_date < consent_date', '信息比对'),
    ('review_date', 'review_date is null', 'review_date < visit_date or review_date < compare_date', '民主评议'),
    ('publicity_start', 'publicity_start is null', 'publicity_start < review_date', '公示起'),
    ('publicity_end', 'publicity_end is null', 'publicity_end < publicity_start', '公示止'),
    ('township_date', 'township_date is null', 'township_date < publicity_end', '乡镇审核'),
    ('county_date', 'county_date is null', 'county_date < township_date', '县级审定'),
    ('announce_date', 'announce_date is null', 'announce_date < county_date', '公告'),
] -%}
{%- set blank, early, wrong = [], [], [] -%}
{%- for field, is_blank, is_early, name_zh in steps -%}
{%- if is_blank != 'false' %}{% do blank.append((is_blank, "'" ~ name_zh ~ "'")) %}{% endif -%}
{%- if is_early != 'false' %}{% do early.append((is_early, "'" ~ name_zh ~ "'")) %}{% endif -%}
{%- do wrong.append((is_blank ~ " or " ~ is_early, "'JC01." ~ field ~ "'")) -%}
{%- endfor %}

with judged as (
    select
        episode.*,
        {{ words_where(blank, 1, '、') }} as blank_steps,
        {{ words_where(early, 1, '、') }} as early_steps,
        {{ words_where(wrong, 1, ';') }} as fields
    from {{ ref('pop_episode_identified') }} as episode
)

select
    {{ finding('WI-07', 'judged') }},
    fields,
    concat_ws(
        '；',
        case when blank_steps <> '' then '空缺：' || blank_steps end,
        case when early_steps <> '' then '早于前一步：' || early_steps end
    ) as detail_zh
from judged
where fields <> ''
