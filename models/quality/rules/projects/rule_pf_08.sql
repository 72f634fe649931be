-- One row per project whose bridging money is not the sum of what was allocated to it. A project without allocations was given 0; a blank
-- amount is not 0.
with allocated as (
    select reporting_unit_code, project_code, sum(amount_yuan) as allocated_yuan
    from {{ ref('fct_project_fund') }}
    where entry_kind = 'allocation'
    group by reporting_unit_code, project_code
),

compared as (
    select
        project.*,
        coalesce(allocated.allocated_yuan, 0) as allocated_yuan,
        money_tol.yuan as tolerance_yuan
    from {{ ref('pop_project') }} as project
    left join allocated
        on project.reporting_unit_code = allocated.reporting_unit_code and project.project_code = allocated.project_code
    {{ parameter('money_tol', 'project') }}
)

select
    {{ finding('PF-08', 'compared') }},
    'XM01.fund_bridging' as fields,
    '财政衔接资金' || coalesce(cast(fund_bridging_yuan as varchar) || '元', '为空')
    || '，下达给本项目合计' || cast(allocated_yuan as varchar) || '元' as detail_zh
from compared
where fund_bridging_yuan is null or abs(fund_bridging_yuan - allocated_yuan) > tolerance_yuan
