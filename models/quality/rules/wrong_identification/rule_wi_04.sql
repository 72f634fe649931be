-- One row per identified episode without any risk: none written, or nothing in income, guarantees, water and self-paid cost that bears one out.
-- Losses by disaster, accident or a failed business, in any of the five places, need not show there.
-- A blank among them shows nothing either way: only what is known counts.
with judged as (
    select
        episode.*,
        monitor_line.yuan as line_yuan
    from {{ ref('pop_episode_identified') }} as episode
    {{ parameter_at('monitor_line', 'episode', 'episode.identified_month') }}
)

select
    {{ finding('WI-04', 'judged') }},
    case
        when risk_1 is null then 'JC01.risk_1'
        else 'JC01.risk_1;JC01.id_net_pc;JC01.id_dropout;JC01.id_unsafe_house;JC01.id_uninsured;JC01.id_unsafe_water;JC01.id_selfpay'
    end as fields,
    case
        when risk_1 is null then '风险1为空'
        else '风险1为' || risk_1 || '，识别时收入不低于监测线，三保障和饮水没有问题，合规自付支出为零'
    end as detail_zh
from judged
where
    risk_1 is null
    or (
        id_net_pc_yuan >= line_yuan
        and id_dropout = '否'
        and id_unsafe_house = '否'
        and id_uninsured = '否'
        and id_unsafe_water = '否'
        and id_selfpay_yuan = 0
        {%- for risk in ['因自然灾害', '因意外事故', '因产业项目失败'] %}
        and not coalesce('{{ risk }}' in (risk_1, risk_2, risk_3, risk_4, risk_5), false)
        {%- endfor %}
    )
