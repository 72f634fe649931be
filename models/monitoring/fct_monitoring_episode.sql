-- One row is one monitoring episode of one household (one row of JC01 in force at D), with what became of it by D:
-- identified, supported, eliminated, the elimination undone, flagged again as the next episode.
with support as (
    select
        episode_key,
        cast(count(*) as integer) as measure_count,
        cast(count(*) filter (where is_in_place) as integer) as measures_in_place,
        min(measure_start) filter (where is_in_place) as first_measure_start,
        max(measure_start) filter (where is_in_place) as last_measure_start
    from {{ ref('fct_support_measure') }}
    where episode_key is not null
    group by episode_key
),

elimination as (
    select
        episode_key,
        cast(count(*) filter (where is_approved) as integer) as elimination_count,
        cast(count(*) filter (where is_approved and is_reverted) as integer) as revert_count,
        max(elim_seq) filter (where is_last) as last_elim_seq,
        max(elim_mode) filter (where is_last) as last_elim_mode,
        max(county_date) filter (where is_last) as last_elim_county_date,
        max(eliminated_month) filter (where is_last) as last_eliminated_month,
        max(revert_date) filter (where is_last and is_reverted) as last_revert_date,
        bool_or(is_last and is_effective) as is_eliminated
    from {{ ref('fct_risk_elimination') }}
    where episode_key is not null
    group by episode_key
),

latest as (
    select household_key, max(episode_seq) as episode_seq
    from {{ ref('stg_jc01') }}
    where county_date <= {{ as_of() }} and household_key is not null
    group by household_key
)

select
    episode.submission_id, episode.sheet, episode.row_no, episode.record_key, episode.reporting_unit_code, episode.household_key,
    episode.episode_key, episode.township_code, episode.village_code, episode.township_name, episode.village_name, episode.household_type,
    episode.monitor_category, episode.found_channel, episode.alert_no, episode.risk_1, episode.risk_2, episode.risk_3, episode.risk_4,
    episode.risk_5, episode.disaster_kind, episode.id_dropout, episode.id_unsafe_house, episode.id_uninsured, episode.id_unsafe_water,
    episode.dev_support_status, episode.risk_eliminated, episode.episode_seq, episode.member_count, episode.id_wage_yuan,
    episode.id_business_yuan, episode.id_property_yuan, episode.id_transfer_yuan, episode.id_expense_yuan, episode.id_net_yuan,
    episode.id_net_pc_yuan, episode.id_claims_yuan, episode.id_selfpay_yuan, episode.found_date, episode.consent_date, episode.visit_date,
    episode.compare_date, episode.review_date, episode.publicity_start, episode.publicity_end, episode.township_date, episode.county_date,
    episode.announce_date, episode.identified_month,
    episode.contact_name is not null as has_contact_name,
    episode.contact_phone is not null as has_contact_phone,
    episode.risk_other_note is not null as has_risk_other_note,
    coalesce(support.measure_count, 0) as measure_count,
    coalesce(support.measures_in_place, 0) as measures_in_place,
    support.first_measure_start,
    support.last_measure_start,
    coalesce(elimination.elimination_count, 0) as elimination_count,
    elimination.last_elim_seq,
    elimination.last_elim_mode,
    elimination.last_elim_county_date,
    elimination.last_eliminated_month,
    elimination.last_revert_date,
    coalesce(elimination.revert_count, 0) as revert_count,
    coalesce(episode.county_date <= {{ as_of() }}, false) as is_identified,
    coalesce(elimination.is_eliminated, false) as is_eliminated,
    coalesce(episode.county_date <= {{ as_of() }}, false) and not coalesce(elimination.is_eliminated, false) as is_active,
    coalesce(latest.episode_seq > episode.episode_seq, false) as is_reflagged,
    {{ days_between('episode.found_date', 'episode.county_date') }} as days_to_identify,
    {{ days_between('episode.county_date', 'support.first_measure_start') }} as days_to_first_measure
from {{ ref('stg_jc01') }} as episode
left join support on episode.episode_key = support.episode_key
left join elimination on episode.episode_key = elimination.episode_key
left join latest on episode.household_key = latest.household_key
