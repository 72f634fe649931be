-- One row per project that is not in the project library, or entered it after its approval.
select
    {{ finding('PF-01', 'project') }},
    case when library_date is null then 'XM01.library_date' else 'XM01.library_date;XM01.approval_date' end as fields,
    coalesce(
        '入库时间' || strftime(library_date, '%Y-%m-%d') || '晚于批复日期' || strftime(approval_date, '%Y-%m-%d'), '入库时间为空'
    ) as detail_zh
from {{ ref('pop_project') }} as project
where library_date is null or library_date > approval_date
