-- One row per household whose category is not that of its latest episode, or per household or episode whose mark 风险已消除 contradicts the
-- eliminations that stand at D. A blank mark says that nothing was eliminated; a category that is blank in the episode itself cannot be compared.
{%- set contradictions = [
    ("form_code = 'HJ01' and monitor_category is null and episode_category is not null", "'HJ01.monitor_category'",
     "'监测台账中有该户，监测对象类别却为空'"),
    ("form_code = 'HJ01' and monitor_category <> episode_category", "'HJ01.monitor_category'", "'监测对象类别与监测台账不同'"),
    ("form_code = 'HJ01' and monitor_category is not null and not has_episode", "'HJ01.monitor_category'", "'有监测对象类别，监测台账中却没有该户'"),
    ("is_marked and not is_eliminated", "form_code || '.risk_eliminated'", "'标为风险已消除，消除台账中没有有效的消除'"),
    ("not is_marked and is_eliminated", "form_code || '.risk_eliminated'", "'消除台账中已有效消除，未标为风险已消除'"),
] %}

with judged as (
    select
        record.*,
        coalesce(risk_eliminated = '是', false) as is_marked
    from {{ ref('pop_monitoring_status') }} as record
),

worded as (
    select
        judged.*,
        {{ words_where(contradictions, 1, ';') }} as fields,
        {{ words_where(contradictions, 2, '；') }} as detail_zh
    from judged
)

select
    {{ finding('DQ-23', 'worded') }},
    fields,
    detail_zh
from worded
where fields <> ''
