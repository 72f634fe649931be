-- One row per active episode with a risk, in any of the five places, that the family contradicts.
-- Who died or left may have been the reason: every listed member is looked at; only the share of labour is that of the registered ones.
-- A household without any member in the register is reported by WI-10, and here only for what its own row contradicts.
{%- set risks = "(episode.risk_1, episode.risk_2, episode.risk_3, episode.risk_4, episode.risk_5)" %}
{%- set contradictions = [
    ("'因残' in " ~ risks ~ " and family.disabled = 0", "'HJ02.health'", "'因残，没有残疾成员'"),
    ("'因病' in " ~ risks ~ " and family.ill = 0", "'HJ02.health'", "'因病，没有患病成员'"),
    ("'因学' in " ~ risks ~ " and family.pupils = 0", "'HJ02.school_status'", "'因学，没有在校成员'"),
    ("'缺劳动力' in " ~ risks ~ " and family.full_labour > labour_share_cap.number * family.registered",
     "'HJ02.labour_skill'", "'缺劳动力，普通和技能劳动力占比过高'"),
    ("'因务工就业不稳' in " ~ risks ~ " and family.unable = family.listed", "'HJ02.labour_skill'", "'因务工就业不稳，没有劳动力'"),
    ("'因安全住房' in " ~ risks ~ " and episode.id_unsafe_house = '否'", "'JC01.id_unsafe_house'", "'因安全住房，识别时住房没有问题'"),
    ("'因安全饮水' in " ~ risks ~ " and episode.id_unsafe_water = '否'", "'JC01.id_unsafe_water'", "'因安全饮水，识别时饮水没有问题'"),
] %}

with family as (
    select
        member.household_key,
        count(*) as listed,
        count(*) filter (where member.person_status = '在册') as registered,
        count(*) filter (where position('残疾' in member.health) > 0) as disabled,
        count(*) filter (where position('患有大病' in member.health) > 0 or position('长期慢性病' in member.health) > 0) as ill,
        count(member.school_status) as pupils,
        count(*) filter (where member.person_status = '在册' and member.labour_skill in ('普通劳动力', '技能劳动力')) as full_labour,
        count(*) filter (where member.labour_skill in ('无劳动力', '丧失劳动力')) as unable
    from {{ ref('pop_member') }} as member
    group by member.household_key
),

judged as (
    select
        episode.*,
        {{ words_where(contradictions, 1, ';') }} as contradicted,
        {{ words_where(contradictions, 2, '；') }} as detail_zh
    from {{ ref('pop_episode_active') }} as episode
    left join family on episode.household_key = family.household_key
    {{ parameter('labour_share_cap', 'episode') }}
)

select
    {{ finding('WI-05', 'judged') }},
    'JC01.risk_1;JC01.risk_2;JC01.risk_3;JC01.risk_4;JC01.risk_5;' || contradicted as fields,
    detail_zh
from judged
where contradicted <> ''
