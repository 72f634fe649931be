-- One row per unmonitored household with a registered member without basic medical insurance, or ill for long without serious-illness insurance.
-- A newborn may still be insured within the days of grace; a day of birth after D is none of them. A blank insurance is none.
with judged as (
    select
        member.household_key,
        coalesce(member.med_resident <> '是', true) and coalesce(member.med_worker <> '是', true) as is_uninsured,
        (position('患有大病' in member.health) > 0 or position('长期慢性病' in member.health) > 0)
        and coalesce(member.med_serious <> '是', true) as is_ill_without
    from {{ ref('pop_member_registered') }} as member
    {{ parameter('newborn_grace_days', 'member') }}
    where
        not coalesce(
            {{ days_between('member.birth_date', as_of()) }} between 0 and newborn_grace_days.whole_number, false
        )
),

household_member as (
    select
        household_key,
        count(*) filter (where is_uninsured) as uninsured,
        count(*) filter (where is_ill_without) as ill_without
    from judged
    where is_uninsured or is_ill_without
    group by household_key
)

select
    {{ finding('MI-05', 'household') }},
    concat_ws(
        ';',
        case when uninsured > 0 then 'HJ02.med_resident;HJ02.med_worker' end,
        case when ill_without > 0 then 'HJ02.health;HJ02.med_serious' end
    ) as fields,
    concat_ws(
        '；',
        case when uninsured > 0 then cast(uninsured as varchar) || '名成员没有基本医疗保险' end,
        case when ill_without > 0 then cast(ill_without as varchar) || '名患病成员没有大病保险' end
    ) as detail_zh
from {{ ref('pop_household_unmonitored') }} as household
inner join household_member on household.household_key = household_member.household_key
