-- One row per elimination that is effective at D and the last of its household: of the last episode that was ever eliminated.
with placed as (
    select
        elimination.*,
        row_number() over (
            partition by elimination.household_key
            order by elimination.episode_seq desc, elimination.elim_seq desc, elimination.submission_id desc, elimination.row_no desc
        ) as place
    from {{ ref('pop_elimination') }} as elimination
    where elimination.household_key is not null
)

select * exclude (place)
from placed
where place = 1
