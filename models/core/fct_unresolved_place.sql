-- One row is one pair of submitted place names that leads to no village at D, per form and unit: which names, how many rows, why, and which
-- villages it may have meant. A name alone never identifies a village.
with named as (
    select reporting_unit_code, managing_township_code, village_code, village_name as spelling, valid_from from {{ ref('region_village') }}
    union
    select reporting_unit_code, managing_township_code, village_code, short_name as spelling, valid_from from {{ ref('region_village') }}
),

-- Of a code that was changed, what counts at D is meant.
candidate as (
    select
        named.reporting_unit_code, named.spelling,
        coalesce(bridge.village_code, named.village_code) as village_code,
        max(case when named.valid_from <= {{ as_of() }} then named.managing_township_code end) as township_code,
        min(named.valid_from) <= {{ as_of() }} as has_begun
    from named
    left join {{ ref('bridge_region_code') }} as bridge on named.village_code = bridge.recorded_code
    group by named.reporting_unit_code, named.spelling, coalesce(bridge.village_code, named.village_code)
),

matched as (
    select
        unresolved.form_code, unresolved.reporting_unit_code, unresolved.township_name, unresolved.village_name,
        unresolved.township_code, unresolved.rows_affected,
        count(candidate.village_code) as candidates,
        count(candidate.village_code) filter (where candidate.has_begun) as begun,
        count(candidate.village_code) filter (where candidate.township_code = unresolved.township_code) as in_township,
        string_agg(candidate.village_code, ';' order by candidate.village_code) as candidate_codes
    from {{ ref('int_unresolved_name') }} as unresolved
    left join candidate
        on unresolved.reporting_unit_code = candidate.reporting_unit_code and unresolved.village_name = candidate.spelling
    group by
        unresolved.form_code, unresolved.reporting_unit_code, unresolved.township_name, unresolved.village_name,
        unresolved.township_code, unresolved.rows_affected
)

select
    form_code, reporting_unit_code, township_name, village_name,
    case
        when coalesce(village_name, '') = '' then 'blank'
        when candidates = 0 and township_code is null then 'unknown_township'
        when candidates = 0 then 'unknown_village'
        when begun = 0 then 'not_valid_at_as_of'
        when in_township > 1 or (township_code is null and begun > 1) then 'ambiguous'
        when township_code is null then 'unknown_township'
        else 'other_township'
    end as reason,
    cast(rows_affected as integer) as rows_affected,
    candidate_codes
from matched
