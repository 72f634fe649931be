-- One row per registered household whose number of members differs from the member register or that has no 在册 member in it,
-- and one row per member whose household is not in the household register. A blank number differs; a blank household code is in no register.
select
    {{ finding('DQ-07', 'record') }},
    case when record.form_code = 'HJ01' then 'HJ01.member_count' else 'HJ02.household_code' end as fields,
    case
        when record.form_code = 'HJ02' then '户编号在农户基本信息台账中不存在'
        when coalesce(members.registered_members, 0) = 0 then '家庭成员台账中没有该户的在册成员'
        else
            '家庭人口数' || coalesce(cast(record.member_count as varchar) || '人', '为空')
            || '，家庭成员台账在册' || cast(members.registered_members as varchar) || '人'
    end as detail_zh
from {{ ref('pop_household_or_member') }} as record
left join {{ ref('int_registered_members') }} as members
    on record.form_code = 'HJ01' and record.household_key = members.household_key
where
    (
        record.form_code = 'HJ01'
        and (coalesce(members.registered_members, 0) = 0 or record.member_count is distinct from members.registered_members)
    )
    or (
        record.form_code = 'HJ02'
        and not exists (
            select 1
            from {{ ref('fct_household') }} as household
            where household.household_key = record.household_key
        )
    )
