-- One row per (target, subject) that the target is about at D: the denominators of the three identification targets.
-- Missed identification: a registered household that is not monitored. Wrong identification: an active episode. Wrong exit: an effective elimination.
select
    'missed_identification' as target,
    household.reporting_unit_code,
    household.household_key as subject_key,
    household.household_key
from {{ ref('fct_household') }} as household
where
    household.household_status = '在册'
    and household.household_key not in (
        select episode.household_key from {{ ref('fct_monitoring_episode') }} as episode
        where episode.is_active and episode.household_key is not null
    )

union all

select
    'wrong_identification' as target,
    population.reporting_unit_code,
    population.reporting_unit_code || '|' || population.record_key as subject_key,
    population.household_key
from {{ ref('pop_episode_active') }} as population

union all

select
    'wrong_exit' as target,
    population.reporting_unit_code,
    population.reporting_unit_code || '|' || population.record_key as subject_key,
    population.household_key
from {{ ref('pop_elimination') }} as population
