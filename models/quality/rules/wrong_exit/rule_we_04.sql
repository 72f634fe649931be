-- One row per elimination by support of a household whose registered members are all without labour. A blank skill may be labour.
with household as (
    select household_key
    from {{ ref('fct_person') }}
    where is_registered and household_key in (select ended.household_key from {{ ref('pop_elimination_supported') }} as ended)
    group by household_key
    having bool_and(coalesce(labour_skill in ('无劳动力', '丧失劳动力'), false))
)

select
    {{ finding('WE-04', 'elimination') }},
    'HJ02.labour_skill;JC03.elim_mode' as fields,
    '在册成员全部无劳动力或丧失劳动力' as detail_zh
from {{ ref('pop_elimination_supported') }} as elimination
inner join household on elimination.household_key = household.household_key
