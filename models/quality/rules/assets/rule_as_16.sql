-- One row per project whose assets together were worth more than was invested, beyond the share allowed. A blank investment bears no asset.
with formed as (
    select reporting_unit_code, project_code, sum(original_value_yuan) as assets_yuan
    from {{ ref('fct_asset') }}
    group by reporting_unit_code, project_code
)

select
    {{ finding('AS-16', 'project') }},
    'XM01.fund_total' as fields,
    '资金规模合计' || coalesce(cast(project.fund_total_yuan as varchar) || '元', '为空')
    || '，所形成资产原值合计' || cast(formed.assets_yuan as varchar) || '元' as detail_zh
from {{ ref('pop_project_with_asset') }} as project
inner join formed
    on project.reporting_unit_code = formed.reporting_unit_code and project.project_code = formed.project_code
{{ parameter('value_tol', 'project') }}
where
    formed.assets_yuan > 0
    and coalesce(formed.assets_yuan > project.fund_total_yuan * (1 + value_tol.number), true)
