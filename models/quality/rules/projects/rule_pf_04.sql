-- One row per approved project that has not started in the days allowed or by its planned start. A blank day is no time left.
with waiting as (
    select
        project.*,
        {{ days_between('project.approval_date', as_of()) }} as waited_days,
        start_days.whole_number as allowed_days
    from {{ ref('pop_project_unstarted') }} as project
    {{ parameter('start_days', 'project') }}
),

judged as (
    select
        waiting.*,
        coalesce(waited_days > allowed_days, true) as is_long,
        coalesce(plan_start < {{ as_of() }}, true) as is_past_plan
    from waiting
)

select
    {{ finding('PF-04', 'judged') }},
    concat_ws(
        ';', case when is_long then 'XM01.approval_date' end, case when is_past_plan then 'XM01.plan_start' end
    ) as fields,
    concat_ws(
        '；',
        case
            when is_long
                then
                    coalesce(
                        '批复后已' || cast(waited_days as varchar) || '天未开工，超过' || cast(allowed_days as varchar) || '天',
                        '批复日期为空'
                    )
        end,
        case
            when is_past_plan
                then coalesce('计划开工日期为' || strftime(plan_start, '%Y-%m-%d') || '，尚未开工', '计划开工日期为空')
        end
    ) as detail_zh
from judged
where is_long or is_past_plan
