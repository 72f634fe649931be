-- One row per supported village without a project behind its money, or with the very amount of a project of its village that it does not name.
with same_amount as (
    select distinct village.submission_id, village.sheet, village.row_no
    from {{ ref('pop_demonstration_village') }} as village
    inner join {{ ref('fct_project') }} as project
        on
            village.reporting_unit_code = project.reporting_unit_code
            and village.village_code = project.village_code
            and village.support_total_yuan = project.fund_bridging_yuan
            and coalesce(village.project_code <> project.project_code, true)
)

select
    {{ finding('PF-18', 'village') }},
    'SF01.support_total;SF01.project_code' as fields,
    '支持资金' || cast(village.support_total_yuan as varchar) || '元，'
    || case
        when village.project_code is null then '对应项目编号为空'
        else '与本村另一项目的财政衔接资金相同'
    end as detail_zh
from {{ ref('pop_demonstration_village') }} as village
left join same_amount
    on
        village.submission_id = same_amount.submission_id
        and village.sheet = same_amount.sheet
        and village.row_no = same_amount.row_no
where village.support_total_yuan > 0 and (village.project_code is null or same_amount.row_no is not null)
