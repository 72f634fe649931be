-- One row per unfinished project whose planned finish has passed, or that has none. On the day itself it is not yet late.
select
    {{ finding('PF-03', 'project') }},
    'XM01.plan_finish' as fields,
    coalesce('计划竣工日期为' || strftime(plan_finish, '%Y-%m-%d') || '，尚未竣工', '计划竣工日期为空') as detail_zh
from {{ ref('pop_project_unfinished') }} as project
where plan_finish is null or plan_finish < {{ as_of() }}
