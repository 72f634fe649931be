-- One row per identified episode with a blank step or a step before the one that must precede it.
-- Visit and comparison may run in parallel: both follow the consent, the review follows both. The same day is in order.
{%- set steps = [
    ('found_date', '发现', []),
    ('consent_date', '承诺授权', ['found_date']),
    ('visit_date', '入户核实', ['consent_date']),
    ('compare_date', '信息比对', ['consent_date']),
    ('review_date', '民主评议', ['visit_date', 'compare_date']),
    ('publicity_start', '公示起', ['review_date']),
    ('publicity_end', '公示止', ['publicity_start']),
    ('township_date', '乡镇审核', ['publicity_end']),
    ('county_date', '县级审定', ['township_date']),
    ('announce_date', '公告', ['county_date']),
] %}

with judged as (
    select
        episode.*,
        concat_ws(
            '、'
            {%- for field, name_zh, earlier in steps %}
            , case when {{ field }} is null then '{{ name_zh }}' end
            {%- endfor %}
        ) as blank_steps,
        concat_ws(
            '、'
            {%- for field, name_zh, earlier in steps if earlier %}
            , case when {% for before in earlier %}{{ " or " if not loop.first }}{{ field }} < {{ before }}{% endfor %} then '{{ name_zh }}' end
            {%- endfor %}
        ) as early_steps,
        concat_ws(
            ';'
            {%- for field, name_zh, earlier in steps %}
            , case
                when {{ field }} is null
                    {%- for before in earlier %} or {{ field }} < {{ before }}{% endfor %}
                    then 'JC01.{{ field }}'
            end
            {%- endfor %}
        ) as fields
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
