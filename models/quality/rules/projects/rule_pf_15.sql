-- One row per project without a way to link it to households, or finished without any household. A blank count is PF-11's matter.
select
    {{ finding('PF-15', 'project') }},
    concat_ws(
        ';',
        case when linkage_modes is null then 'XM01.linkage_modes' end,
        case when is_without_household then 'XM01.benefit_households' end
    ) as fields,
    concat_ws(
        '；',
        case when linkage_modes is null then '利益联结方式为空' end,
        case when is_without_household then '项目已竣工，带动户数为0' end
    ) as detail_zh
from (
    select
        listed.*,
        coalesce(
            listed.benefit_households = 0 and listed.project_status in ('已竣工', '已验收', '已结算', '资产已移交'), false
        ) as is_without_household
    from {{ ref('pop_project') }} as listed
) as project
where linkage_modes is null or is_without_household
