-- One row per project that stands in the ledger twice in a year under one name, site and implementer, or that reaches the line for tender
-- only together with others of its type in its village, each below the line. Names are compared without signs and blanks.
with listed as (
    select
        project.*,
        regexp_replace(project.project_name, '[^[:alnum:]一-鿿]', '', 'g') as plain_name,
        tender_threshold.yuan as line_yuan
    from {{ ref('pop_project') }} as project
    {{ parameter('tender_threshold', 'project') }}
),

counted as (
    select
        listed.*,
        plain_name <> '' and site is not null and implementer is not null
        and count(*) over (partition by reporting_unit_code, project_year, plain_name, site, implementer) > 1 as is_repeated,
        case
            when village_code is not null and project_type is not null and fund_total_yuan < line_yuan
                then
                    sum(fund_total_yuan) filter (where fund_total_yuan < line_yuan) over (
                        partition by reporting_unit_code, project_year, village_code, project_type
                    )
        end as together_yuan
    from listed
),

judged as (
    select
        counted.*,
        coalesce(is_repeated, false) as is_double,
        coalesce(together_yuan >= line_yuan, false) as is_split
    from counted
)

select
    {{ finding('PF-17', 'judged') }},
    concat_ws(
        ';',
        case when is_double then 'XM01.project_name;XM01.site;XM01.implementer' end,
        case when is_split then 'XM01.project_type;XM01.fund_total' end
    ) as fields,
    concat_ws(
        '；',
        case when is_double then '同一年度有名称、地点和实施单位都相同的项目' end,
        case
            when is_split
                then
                    '同村同类型的多个项目资金规模都低于招标限额' || cast(cast(line_yuan as decimal(18, 2)) as varchar)
                    || '元，合计' || cast(together_yuan as varchar) || '元'
        end
    ) as detail_zh
from judged
where is_double or is_split
