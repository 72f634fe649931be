-- One row per active episode of a household with a registered member about whom a department reported a negative fact (negative_list) that proved
-- true and without risk by D. The alert names a person, so it is the person's ID number (first 18 characters) that leads to the household.
with hit as (
    select
        member.household_key,
        alert.alert_type
    from {{ ref('pop_alert') }} as alert
    inner join {{ ref('stg_bm01') }} as named
        on alert.submission_id = named.submission_id and alert.sheet = named.sheet and alert.row_no = named.row_no
    inner join {{ ref('pop_member_of_active_episode') }} as member on upper(left(named.id_no, 18)) = member.id_key
    where alert.verify_result = '属实无风险' and (alert.verify_date is null or alert.verify_date <= {{ as_of() }})
),

listed as (
    select
        episode.submission_id, episode.sheet, episode.row_no,
        string_agg(distinct hit.alert_type, '、' order by hit.alert_type) as alert_types
    from {{ ref('pop_episode_active') }} as episode
    inner join hit on episode.household_key = hit.household_key
    {{ parameter('negative_list', 'episode') }}
    where {{ lists('negative_list', 'hit.alert_type') }}
    group by episode.submission_id, episode.sheet, episode.row_no
)

select
    {{ finding('WI-09', 'episode') }},
    'JC01.household_code;BM01.alert_type;BM01.verify_result' as fields,
    '在册成员有已核实的负面信息：' || listed.alert_types as detail_zh
from {{ ref('pop_episode_active') }} as episode
inner join listed
    on episode.submission_id = listed.submission_id and episode.sheet = listed.sheet and episode.row_no = listed.row_no
