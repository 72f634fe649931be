-- One row per project whose status, dates and progress contradict each other. Stages follow the order of the code list at D;
-- a terminated project has left that order and owes no later dates. The stage is what the status claims, not what the dates say.
{%- set contradictions = [
    ("reached_start and actual_start is null", "'XM01.project_status;XM01.actual_start'", "'状态已到开工，实际开工日期为空'"),
    ("reached_finish and actual_finish is null", "'XM01.project_status;XM01.actual_finish'", "'状态已到竣工，实际竣工日期为空'"),
    ("actual_start is not null and approval_date is null", "'XM01.approval_date'", "'已有实际开工日期，批复日期为空'"),
    ("progress_pct = 100 and not coalesce(reached_finish, false) and not left_order",
     "'XM01.project_status;XM01.progress_pct'", "'形象进度为100%，状态未到竣工'"),
    ("reached_finish and progress_pct is distinct from 100",
     "'XM01.project_status;XM01.progress_pct'", "'状态已到竣工，形象进度不是100%'"),
] -%}
{%- set dates = [
    ('approval_date', '批复日期'), ('actual_start', '实际开工日期'), ('actual_finish', '实际竣工日期'), ('accept_date', '实际验收日期'),
] -%}
{%- for date, date_zh in dates -%}
{%- do contradictions.append((date ~ " > " ~ as_of(), "'XM01." ~ date ~ "'", "'" ~ date_zh ~ "晚于截止日'")) -%}
{%- for later, later_zh in dates[loop.index:] -%}
{%- do contradictions.append(
(later ~ " < " ~ date, "'XM01." ~ date ~ ";XM01." ~ later ~ "'", "'" ~ later_zh ~ "早于" ~ date_zh ~ "'")
) -%}
{%- endfor -%}
{%- endfor %}

with stage as (
    select
        listed.label_zh,
        cast(listed.code as integer) as place
    from {{ ref('code_list') }} as listed
    where listed.code_list = 'project_status' and listed.label_zh <> '已终止' and {{ holds_at_as_of('listed') }}
),

milestone as (
    select
        max(place) filter (where label_zh = '已开工') as start_place,
        max(place) filter (where label_zh = '已竣工') as finish_place
    from stage
),

judged as (
    select
        project.*,
        stage.place >= milestone.start_place as reached_start,
        stage.place >= milestone.finish_place as reached_finish,
        coalesce(project.project_status = '已终止', false) as left_order
    from {{ ref('pop_project') }} as project
    cross join milestone
    left join stage on project.project_status = stage.label_zh
),

worded as (
    select
        judged.*,
        {{ words_where(contradictions, 1, ';') }} as fields,
        {{ words_where(contradictions, 2, '；') }} as detail_zh
    from judged
)

select
    {{ finding('PF-02', 'worded') }},
    fields,
    detail_zh
from worded
where fields <> ''
