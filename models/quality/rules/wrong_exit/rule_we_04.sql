-- One row per elimination by support of a household whose members on the day of the county's decision are all without labour. A blank skill may be
-- labour. The register shows D: who left in a later month was still a member then, who joined in a later month was not yet one.
select
    {{ finding('WE-04', 'elimination') }},
    'HJ02.labour_skill;JC03.elim_mode' as fields,
    '在册成员全部无劳动力或丧失劳动力' as detail_zh
from {{ ref('pop_elimination_supported') }} as elimination
where (
    select bool_and(coalesce(person.labour_skill in ('无劳动力', '丧失劳动力'), false))
    from {{ ref('fct_person') }} as person
    where person.household_key = elimination.household_key and {{ was_member_on('person', 'elimination.county_date') }}
)
