-- One row per (target, reporting unit, subject) with at least one counted finding: the numerators.
-- The subject is a household, an episode, an elimination or a record; a finding on a member stands for the active episodes of the household.
{{ config(materialized='table') }}

with counted as (
    select target, reporting_unit_code, form_code, record_key, household_key, submission_id, sheet, row_no
    from {{ ref('fct_finding') }}
    where counted and detected
)

select distinct
    target,
    reporting_unit_code,
    coalesce(household_key, form_code || '|' || record_key) as subject_key,
    household_key
from counted
where target = 'missed_identification'

union

select
    counted.target,
    counted.reporting_unit_code,
    counted.reporting_unit_code || '|' || coalesce(episode.record_key, counted.record_key) as subject_key,
    counted.household_key
from counted
left join {{ ref('pop_episode_active') }} as episode
    on
        counted.form_code = 'HJ02'
        and counted.reporting_unit_code = episode.reporting_unit_code
        and counted.household_key = episode.household_key
where counted.target = 'wrong_identification'

union

select
    target,
    reporting_unit_code,
    reporting_unit_code || '|' || record_key as subject_key,
    household_key
from counted
where target = 'wrong_exit'

union

select
    target,
    reporting_unit_code,
    submission_id || '|' || sheet || '|' || coalesce(cast(row_no as varchar), record_key) as subject_key,
    cast(null as varchar) as household_key
from counted
where target = 'data_quality'
