-- One row per household, out of poverty or monitored, in which no registered member can work and which nothing backs: no member has 低保 or 特困供养,
-- or the register itself says that it is not backed. A blank skill is not known to be none.
with members as (
    select
        household_key,
        bool_and(coalesce(labour_skill in ('无劳动力', '丧失劳动力'), false)) as is_without_labour,
        bool_or(coalesce(dibao in ('农村低保', '城市低保') or tekun in ('农村特困', '城市特困'), false)) as is_backed
    from {{ ref('pop_member_registered') }}
    where household_key in (select supported.household_key from {{ ref('pop_household_supported') }} as supported)
    group by household_key
)

select
    {{ finding('DQ-25', 'household') }},
    'HJ02.labour_skill;HJ02.dibao;HJ02.tekun;HJ01.no_labour_backstop' as fields,
    case when members.is_backed then '台账标明未兜底保障' else '没有成员享受低保或特困供养' end as detail_zh
from {{ ref('pop_household_supported') }} as household
inner join members on household.household_key = members.household_key
where members.is_without_labour and (not members.is_backed or household.no_labour_backstop = '否')
