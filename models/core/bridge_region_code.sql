-- One row is one village code that held on some day up to D, with the village that counts for it at D: itself, or its main successor.
-- What was recorded under an old code is counted once, wherever it is counted. The chain of changes has a limit, see the macro.
with code as (
    select village_code, max(case when {{ holds_at_as_of('region') }} then 1 else 0 end) = 1 as holds
    from {{ ref('region_village') }} as region
    where valid_from <= {{ as_of() }}
    group by village_code
),

-- A step of a county or a township is a step of every village below it that ended the day before.
onward as (
    select
        region.village_code as from_code,
        step.to_code || substring(region.village_code, length(step.from_code) + 1) as to_code
    from {{ ref('region_village') }} as region
    inner join {{ ref('region_succession') }} as step
        on
            left(region.village_code, length(step.from_code)) = step.from_code
            and {{ days_between('region.valid_to', 'step.valid_from') }} = 1
    inner join code on region.village_code = code.village_code
    where step.is_main = 'Y' and not code.holds and step.valid_from <= {{ as_of() }}
),

step_0 as (
    select village_code as recorded_code, village_code, 0 as steps from code
),

{%- for number in range(1, succession_steps() + 1) %}
step_{{ number }} as (
    select
        step.recorded_code,
        coalesce(onward.to_code, step.village_code) as village_code,
        step.steps + case when onward.to_code is null then 0 else 1 end as steps
    from step_{{ number - 1 }} as step
    left join onward on step.village_code = onward.from_code
),
{% endfor %}
at_as_of as (
    select step.recorded_code, step.village_code, cast(step.steps as integer) as steps
    from step_{{ succession_steps() }} as step
    inner join code on step.village_code = code.village_code
    where code.holds
)

select recorded_code, village_code, steps from at_as_of
