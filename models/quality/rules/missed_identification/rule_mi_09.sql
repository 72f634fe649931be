-- One row per household whose last elimination stands although a risk came back in a later month, without a revert and without a next episode.
-- The register speaks of households that are still there. It and the accounting speak of the month in which their period ended; what they say
-- of the month of elimination is WE-03's question.
{%- set risks = [
    ("household.in_dangerous_house", "'HJ01.is_dangerous_house'", "'农户台账为危房户'"),
    ("household.without_safe_water", "'HJ01.safe_water'", "'农户台账未解决安全饮用水'"),
    ("household.with_dropout", "'HJ01.has_dropout'", "'农户台账有失学辍学'"),
    ("household.with_uninsured", "'HJ01.has_uninsured'", "'农户台账有成员未参加基本医保'"),
    ("low.household_key is not null", "'SZ01.net_pc'", "'消除后收入核算低于监测线'"),
] %}

with household as (
    select
        listed.household_key,
        submission.period_end,
        coalesce(listed.is_dangerous_house = '是', false) as in_dangerous_house,
        coalesce(listed.safe_water = '否', false) as without_safe_water,
        coalesce(listed.has_dropout = '是', false) as with_dropout,
        coalesce(listed.has_uninsured = '是', false) as with_uninsured
    from {{ ref('fct_household') }} as listed
    inner join {{ ref('dim_submission') }} as submission on listed.submission_id = submission.submission_id
    where
        listed.household_status = '在册'
        and (listed.is_dangerous_house = '是' or listed.safe_water = '否' or listed.has_dropout = '是' or listed.has_uninsured = '是')
),

low as (
    select income.household_key, income.income_day
    from {{ ref('int_income_latest') }} as income
    {{ parameter_at('monitor_line', 'income', 'income.income_day') }}
    where income.net_pc_yuan * 12 < monitor_line.yuan * income.income_months
),

judged as (
    select
        elimination.*,
        {{ words_where(risks, 1, ';') }} as fields,
        {{ words_where(risks, 2, '、') }} as detail_zh
    from {{ ref('pop_elimination_last') }} as elimination
    left join household
        on
            elimination.household_key = household.household_key
            and {{ months_between_months('elimination.eliminated_month', 'household.period_end') }} > 0
    left join low
        on
            elimination.household_key = low.household_key
            and {{ months_between_months('elimination.eliminated_month', 'low.income_day') }} > 0
    where elimination.revert_date is null
)

select
    {{ finding('MI-09', 'judged') }},
    'JC03.eliminated_month;' || fields as fields,
    detail_zh
from judged
where
    fields <> ''
    and not exists (
        select 1
        from {{ ref('fct_monitoring_episode') }} as episode
        where episode.household_key = judged.household_key and episode.episode_seq > judged.episode_seq
    )
