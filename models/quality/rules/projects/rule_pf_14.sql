-- One row per project whose gain per household is not the sum of the gains over its distinct households, to the tolerance of a published
-- average. Where nobody gained there is no average; a blank one over households that gained is no average either.
with listed as (
    select
        reporting_unit_code, project_code,
        count(distinct household_key) as households,
        coalesce(sum(income_gain_yuan), 0) as gain_yuan
    from {{ ref('fct_project_beneficiary') }}
    group by reporting_unit_code, project_code
),

compared as (
    select
        project.*,
        project.income_gain_per_household_yuan as stated_yuan,
        coalesce(listed.households, 0) as households,
        coalesce(listed.gain_yuan, 0) as gain_yuan,
        gain_tol.yuan as tolerance_yuan
    from {{ ref('pop_project') }} as project
    left join listed
        on project.reporting_unit_code = listed.reporting_unit_code and project.project_code = listed.project_code
    {{ parameter('gain_tol', 'project') }}
)

select
    {{ finding('PF-14', 'compared') }},
    'XM01.income_gain_per_household' as fields,
    '户均增收' || coalesce(cast(stated_yuan as varchar) || '元', '为空') || '，明细增收合计' || cast(gain_yuan as varchar)
    || '元、' || cast(households as varchar) || '户'
    || coalesce('，户均' || cast({{ exact_ratio('gain_yuan', 'households', 2) }} as varchar) || '元', '') as detail_zh
from compared
where
    (households = 0 and stated_yuan <> 0)
    or (households > 0 and stated_yuan is null)
    or abs(stated_yuan * households - gain_yuan) > tolerance_yuan * households
