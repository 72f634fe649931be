-- One row per elimination by support of an episode with a risk, in any of the five places, for which no measure of an answering class was registered.
-- Which classes answer a risk is data (risk_measure_map); a risk that is not in it asks for none.
with risk as (
    {%- for place in range(1, 6) %}
    select episode_key, risk_{{ place }} as risk
    from {{ ref('fct_monitoring_episode') }}
    {{ "union" if not loop.last }}
    {%- endfor %}
),

unanswered as (
    select
        elimination.submission_id, elimination.sheet, elimination.row_no,
        string_agg(risk.risk, '、' order by risk.risk) as risks
    from {{ ref('pop_elimination_supported') }} as elimination
    inner join risk on elimination.episode_key = risk.episode_key
    {{ parameter_of('risk_measure_map', 'risk.risk', 'elimination') }}
    where
        risk_measure_map.param_id is not null
        and not exists (
            select 1
            from {{ ref('fct_support_measure') }} as measure
            where
                measure.episode_key = elimination.episode_key
                and {{ lists('risk_measure_map', 'measure.measure_class') }}
        )
    group by elimination.submission_id, elimination.sheet, elimination.row_no
)

select
    {{ finding('WE-06', 'elimination') }},
    'JC01.risk_1;JC02.measure_class' as fields,
    '没有对应帮扶措施的风险：' || unanswered.risks as detail_zh
from {{ ref('pop_elimination_supported') }} as elimination
inner join unanswered
    on
        elimination.submission_id = unanswered.submission_id
        and elimination.sheet = unanswered.sheet
        and elimination.row_no = unanswered.row_no
