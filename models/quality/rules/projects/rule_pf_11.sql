-- One row per project whose supported households or persons are not those of its list. A project without a list supports nobody;
-- a blank count is not 0. A household that the list names twice is one household.
with household as (
    select reporting_unit_code, project_code, household_key, max(member_count) as member_count
    from {{ ref('fct_project_beneficiary') }}
    group by reporting_unit_code, project_code, household_key
),

listed as (
    select
        reporting_unit_code, project_code,
        count(household_key) as households,
        sum(member_count) as persons
    from household
    group by reporting_unit_code, project_code
),

judged as (
    select
        project.*,
        coalesce(listed.households, 0) as listed_households,
        coalesce(listed.persons, 0) as listed_persons,
        coalesce(project.benefit_households <> coalesce(listed.households, 0), true) as households_differ,
        coalesce(project.benefit_persons <> coalesce(listed.persons, 0), true) as persons_differ
    from {{ ref('pop_project') }} as project
    left join listed
        on project.reporting_unit_code = listed.reporting_unit_code and project.project_code = listed.project_code
)

select
    {{ finding('PF-11', 'judged') }},
    concat_ws(
        ';',
        case when households_differ then 'XM01.benefit_households' end,
        case when persons_differ then 'XM01.benefit_persons' end
    ) as fields,
    concat_ws(
        '；',
        case
            when households_differ
                then
                    '带动户数' || coalesce(cast(benefit_households as varchar) || '户', '为空')
                    || '，明细' || cast(listed_households as varchar) || '户'
        end,
        case
            when persons_differ
                then
                    '带动人数' || coalesce(cast(benefit_persons as varchar) || '人', '为空')
                    || '，明细' || cast(listed_persons as varchar) || '人'
        end
    ) as detail_zh
from judged
where households_differ or persons_differ
