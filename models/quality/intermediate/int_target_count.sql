-- One row per (target, reporting unit) and (target, city): numerator, denominator, and both in persons where the subject is a household's.
-- A household counted in two units is one household of the city. A counted subject outside the denominator joins it, so no rate exceeds 1.
{{ config(materialized='table') }}

with subject as (
    select target, reporting_unit_code, subject_key, household_key, false as is_counted
    from {{ ref('int_target_subject') }}
    union all
    select target, reporting_unit_code, subject_key, household_key, true as is_counted
    from {{ ref('int_counted_subject') }}
    where target <> 'data_quality'
),

distinct_subject as (
    select
        subject.target,
        coalesce(subject.reporting_unit_code, '{{ city() }}') as reporting_unit_code,
        subject.subject_key,
        max(subject.household_key) as household_key,
        bool_or(subject.is_counted) as is_counted
    from subject
    group by grouping sets (
        (subject.target, subject.reporting_unit_code, subject.subject_key), (subject.target, subject.subject_key)
    )
),

household_subject as (
    select
        distinct_subject.target, distinct_subject.reporting_unit_code,
        count(*) filter (where distinct_subject.is_counted) as numerator,
        count(*) as denominator,
        coalesce(sum(members.registered_members) filter (where distinct_subject.is_counted), 0) as numerator_persons,
        coalesce(sum(members.registered_members), 0) as denominator_persons
    from distinct_subject
    left join {{ ref('int_registered_members') }} as members on distinct_subject.household_key = members.household_key
    group by distinct_subject.target, distinct_subject.reporting_unit_code
),

record_found as (
    select coalesce(reporting_unit_code, '{{ city() }}') as reporting_unit_code, count(*) as numerator
    from {{ ref('int_counted_subject') }}
    where target = 'data_quality'
    group by grouping sets ((reporting_unit_code), ())
),

record_checked as (
    select coalesce(reporting_unit_code, '{{ city() }}') as reporting_unit_code, count(*) as denominator
    from {{ ref('int_data_quality_record') }}
    group by grouping sets ((reporting_unit_code), ())
)

select target, reporting_unit_code, numerator, denominator, numerator_persons, denominator_persons
from household_subject

union all

select
    'data_quality' as target,
    record_checked.reporting_unit_code,
    coalesce(record_found.numerator, 0) as numerator,
    record_checked.denominator,
    cast(null as bigint) as numerator_persons,
    cast(null as bigint) as denominator_persons
from record_checked
left join record_found on record_checked.reporting_unit_code = record_found.reporting_unit_code
