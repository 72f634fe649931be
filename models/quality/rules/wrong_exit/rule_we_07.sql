-- One row per natural elimination of a household that still had registered members when the county decided.
-- The register shows D: who left in a later month was still a member then, who joined in a later month was not yet one.
with judged as (
    select
        elimination.*,
        (
            select count(*)
            from {{ ref('fct_person') }} as person
            where
                person.household_key = elimination.household_key
                and {{ was_member_on('person', 'elimination.county_date') }}
        ) as remaining_members
    from {{ ref('pop_elimination_natural') }} as elimination
)

select
    {{ finding('WE-07', 'judged') }},
    'JC03.elim_mode;JC03.county_date' as fields,
    '县级审定日期' || cast(county_date as varchar) || '，仍有在册成员' || cast(remaining_members as varchar) || '人' as detail_zh
from judged
where remaining_members > 0
