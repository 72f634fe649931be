-- One row per supported household that is not in the household register, that is neither 脱贫户 nor was monitored on any day of the year
-- up to D, or that its own row calls an ordinary household or nothing.
with poor as (
    select distinct household_key
    from {{ ref('fct_household') }}
    where household_type = '脱贫户'
),

registered as (
    select distinct household_key
    from {{ ref('fct_household') }}
),

monitored as (
    select distinct beneficiary.household_key, beneficiary.year
    from {{ ref('pop_project_beneficiary') }} as beneficiary
    inner join {{ ref('fct_monitoring_episode') }} as episode on beneficiary.household_key = episode.household_key
    where
        episode.is_identified
        and episode.county_date <= make_date(beneficiary.year, 12, 31)
        and (not episode.is_eliminated or episode.last_elim_county_date >= make_date(beneficiary.year, 1, 1))
),

worded as (
    select
        beneficiary.*,
        case
            when beneficiary.household_key is null then '户编号为空'
            when registered.household_key is null then '农户台账中没有该户'
            when poor.household_key is null and monitored.household_key is null then '既不是脱贫户，当年也未被监测'
            when beneficiary.household_group is null then '户类型为空'
            when beneficiary.household_group = '一般农户' then '户类型填为一般农户'
        end as detail_zh
    from {{ ref('pop_project_beneficiary') }} as beneficiary
    left join registered on beneficiary.household_key = registered.household_key
    left join poor on beneficiary.household_key = poor.household_key
    left join monitored on beneficiary.household_key = monitored.household_key and beneficiary.year = monitored.year
)

select
    {{ finding('PF-12', 'worded') }},
    'XM02.household_code;XM02.household_group' as fields,
    detail_zh
from worded
where detail_zh is not null
