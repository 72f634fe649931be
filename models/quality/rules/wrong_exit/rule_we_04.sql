-- One row per elimination by support of a household whose members on the day of the county's decision are all without labour. A blank skill may be
-- labour. The register shows D: who left in a later month was still a member then, who joined in a later month was not yet one.
with without_labour as (
    select elimination.submission_id, elimination.sheet, elimination.row_no
    from {{ ref('pop_elimination_supported') }} as elimination
    inner join {{ ref('fct_person') }} as person
        on elimination.household_key = person.household_key and {{ was_member_on('person', 'elimination.county_date') }}
    group by elimination.submission_id, elimination.sheet, elimination.row_no
    having bool_and(coalesce(person.labour_skill in ('无劳动力', '丧失劳动力'), false))
)

select
    {{ finding('WE-04', 'elimination') }},
    'HJ02.labour_skill;JC03.elim_mode' as fields,
    '在册成员全部无劳动力或丧失劳动力' as detail_zh
from {{ ref('pop_elimination_supported') }} as elimination
inner join without_labour
    on
        elimination.submission_id = without_labour.submission_id
        and elimination.sheet = without_labour.sheet
        and elimination.row_no = without_labour.row_no
