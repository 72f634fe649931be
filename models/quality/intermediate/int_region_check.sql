-- One row per hierarchy, form and money column: summed over the places of a hierarchy, with what has no place, is what the fact holds. Exact, to the 分.
{%- set hierarchies = [
    ('statistical', 'place.county_code', 'place.township_code'),
    ('managing', 'coalesce(place.reporting_unit_code, fact.reporting_unit_code)', 'coalesce(place.managing_township_code, township.township_code)'),
] %}
{%- for seed, fact, condition in form_facts() if form_has_column(seed, 'village_name') and money_columns(seed) %}
{%- set columns = money_columns(seed) %}
{%- set subjects = [] %}
{%- for column in columns %}
{%- do subjects.append(seed | upper ~ '.' ~ column) %}
{%- endfor %}
{%- for hierarchy, upper_place, lower_place in hierarchies %}
select
    'region_kept' as check_id,
    kept.subject || '|{{ hierarchy }}' as subject,
    kept.amount_yuan as expected,
    sum(placed.amount_yuan) as actual
from (
    select
        unnest(['{{ subjects | join("', '") }}']) as subject,
        unnest([
            {%- for column in columns %}
            coalesce(sum({{ column }}_yuan), 0){{ "," if not loop.last }}
            {%- endfor %}
        ]) as amount_yuan
    from {{ ref(fact) }}
    where {{ condition }}
) as kept
left join (
    select
        {{ upper_place }} as upper_place, {{ lower_place }} as lower_place,
        unnest(['{{ subjects | join("', '") }}']) as subject,
        unnest([
            {%- for column in columns %}
            coalesce(sum(fact.{{ column }}_yuan), 0){{ "," if not loop.last }}
            {%- endfor %}
        ]) as amount_yuan
    from {{ ref(fact) }} as fact
    left join {{ ref('dim_region') }} as place on fact.village_code = place.village_code
    left join {{ ref('dim_township') }} as township on fact.township_code = township.township_code
    where {{ condition | replace('form_code', 'fact.form_code') }}
    group by 1, 2
) as placed on kept.subject = placed.subject
group by kept.subject, kept.amount_yuan

union all
{% endfor %}
{%- endfor %}
select
    'region_kept' as check_id,
    cast(null as varchar) as subject,
    cast(null as decimal(38, 2)) as expected,
    cast(null as decimal(38, 2)) as actual
where false
