-- One row per elimination with a guarantee or safe water unsolved, at elimination (JC03) or in the register at D (HJ01). The register speaks of
-- households that are still there; once the household is flagged again (风险再标注), what it says belongs to the next episode.
{%- set flags = [
    ("elimination.el_dropout = '是'", "'JC03.el_dropout'", "'消除时有失学辍学'"),
    ("elimination.el_house_damaged = '是'", "'JC03.el_house_damaged'", "'消除时住房损毁'"),
    ("elimination.el_uninsured = '是'", "'JC03.el_uninsured'", "'消除时有成员未参保'"),
    ("elimination.el_water_damaged = '是'", "'JC03.el_water_damaged'", "'消除时饮水设施损毁'"),
    ("household.in_dangerous_house", "'HJ01.is_dangerous_house'", "'农户台账为危房户'"),
    ("household.without_safe_water", "'HJ01.safe_water'", "'农户台账未解决安全饮用水'"),
    ("household.with_dropout", "'HJ01.has_dropout'", "'农户台账有失学辍学'"),
] %}

with household as (
    select
        household_key,
        bool_or(is_dangerous_house = '是') as in_dangerous_house,
        bool_or(safe_water = '否') as without_safe_water,
        bool_or(has_dropout = '是') as with_dropout
    from {{ ref('fct_household') }}
    where household_status = '在册' and (is_dangerous_house = '是' or safe_water = '否' or has_dropout = '是')
    group by household_key
),

reflagged as (
    select distinct episode_key
    from {{ ref('fct_monitoring_episode') }}
    where is_reflagged
),

judged as (
    select
        elimination.*,
        {{ words_where(flags, 1, ';') }} as fields,
        {{ words_where(flags, 2, '、') }} as detail_zh
    from {{ ref('pop_elimination') }} as elimination
    left join reflagged on elimination.episode_key = reflagged.episode_key
    left join household on elimination.household_key = household.household_key and reflagged.episode_key is null
)

select
    {{ finding('WE-03', 'judged') }},
    fields,
    detail_zh
from judged
where fields <> ''
