-- One row per hierarchy, form and money column: summed over the places of a hierarchy, with what has no place, is what the fact holds. Exact, to the 分.
{%- set hierarchies = [
    ('statistical', 'place.county_code', 'place.township_code'),
    ('managing', 'coalesce(place.reporting_unit_code, fact.reporting_unit_code)', 'coalesce(place.managing_township_code, township.township_code)'),
] %}
with kept as (
    {%- for seed, fact, condition in form_facts() if form_has_column(seed, 'village_name') and money_columns(seed) %}
    {%- set columns = money_columns(seed) %}
    select
        unnest(['{{ seed | upper }}.{{ columns | join("', '" ~ seed | upper ~ ".") }}']) as subject,
        unnest([
            {%- for column in columns %}
            coalesce(sum({{ column }}_yuan), 0){{ "," if not loop.last }}
            {%- endfor %}
        ]) as amount_yuan
    from {{ ref(fact) }}
    where {{ condition }}
    union all
    {%- endfor %}
    select
        cast(null as varchar) as subject,
        cast(null as decimal(38, 2)) as amount_yuan
    where false
),

placed as (
    {%- for seed, fact, condition in form_facts() if form_has_column(seed, 'village_name') and money_columns(seed) %}
    {%- set columns = money_columns(seed) %}
    {%- for hierarchy, upper_place, lower_place in hierarchies %}
    select
        '{{ hierarchy }}' as hierarchy,
        unnest(['{{ seed | upper }}.{{ columns | join("', '" ~ seed | upper ~ ".") }}']) as subject,
        unnest([
            {%- for column in columns %}
            coalesce(sum(fact.{{ column }}_yuan), 0){{ "," if not loop.last }}
            {%- endfor %}
        ]) as amount_yuan
    from {{ ref(fact) }} as fact
    left join {{ ref('dim_region') }} as place on fact.village_code = place.village_code
    left join {{ ref('dim_township') }} as township on fact.township_code = township.township_code
    where {{ condition | replace('form_code', 'fact.form_code') }}
    group by {{ upper_place }}, {{ lower_place }}
    union all
    {%- endfor %}
    {%- endfor %}
    select
        cast(null as varchar) as hierarchy,
        cast(null as varchar) as subject,
        cast(null as decimal(38, 2)) as amount_yuan
    where false
),

summed as (
    select
        hierarchy,
        subject,
        sum(amount_yuan) as amount_yuan
    from placed
    group by hierarchy, subject
)

-- A ledger without a row has no place and sums to nothing on both sides.
select
    'region_kept' as check_id,
    kept.subject || '|' || hierarchy.name as subject,
    kept.amount_yuan as expected,
    coalesce(summed.amount_yuan, 0) as actual
from kept
cross join (values ('statistical'), ('managing')) as hierarchy (name)
left join summed on kept.subject = summed.subject and hierarchy.name = summed.hierarchy
