-- One row per accepted project that named neither an asset nor a reason in the days allowed. Accepted without a date, it is late.
select
    {{ finding('AS-15', 'project') }},
    'XM01.accept_date;XM01.asset_codes' as fields,
    '形成资产编号为空，'
    || coalesce('验收后已' || cast({{ days_between('project.accept_date', as_of()) }} as varchar) || '天', '验收日期为空')
    || '，登记期限' || cast(asset_register_days.whole_number as varchar) || '天' as detail_zh
from {{ ref('pop_project_accepted') }} as project
{{ parameter('asset_register_days', 'project') }}
where
    project.asset_codes is null
    and not project.has_remark
    and coalesce({{ days_between('project.accept_date', as_of()) }} > asset_register_days.whole_number, true)
