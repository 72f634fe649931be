-- One row per check of a fact or dimension and its subject: keys, repeated records, reporting units, villages. Expected is always none.
{%- set keyed = [
    ('fct_finding', 'finding_id'),
    ('fct_rule_result', "rule_id || '|' || reporting_unit_code"),
    ('dim_household', 'household_key'),
    ('dim_person', 'person_key'),
    ('dim_region', 'village_code'),
    ('dim_submission', 'submission_id'),
    ('dim_reporting_unit', 'reporting_unit_code'),
] %}
{%- for table, key in keyed %}
select
    'key_unique' as check_id,
    '{{ table }}' as subject,
    0 as expected,
    count(*) - count(distinct {{ key }}) as actual
from {{ ref(table) }}

union all
{% endfor %}
{%- for seed, fact, condition in form_facts() %}
select
    'key_unique' as check_id,
    '{{ seed | upper }}' as subject,
    0 as expected,
    coalesce(sum(place.blank_keys + place.rows_placed - place.places), 0) as actual
from (
    select
        count(*) filter (where submission_id is null or sheet is null or row_no is null or record_key is null) as blank_keys,
        count(row_no) as rows_placed,
        count(distinct row_no) as places
    from {{ ref(fact) }}
    where {{ condition }}
    group by submission_id, sheet
) as place

union all

select
    'record_listed_once' as check_id,
    '{{ seed | upper }}' as subject,
    0 as expected,
    count(*) - count(distinct reporting_unit_code || '|' || record_key) as actual
from {{ ref(fact) }}
where {{ condition }}

union all

select
    'unit_resolved' as check_id,
    '{{ seed | upper }}' as subject,
    0 as expected,
    count(*) as actual
from {{ ref(fact) }} as fact
left join {{ ref('dim_reporting_unit') }} as unit on fact.reporting_unit_code = unit.reporting_unit_code
where unit.reporting_unit_code is null and {{ condition | replace('form_code', 'fact.form_code') }}
{%- if form_has_column(seed, 'village_name') %}

union all

select
    'village_resolved' as check_id,
    '{{ seed | upper }}' as subject,
    0 as expected,
    count(*) as actual
from {{ ref(fact) }}
where village_code is null and {{ condition }}
{%- endif %}
{{ "union all" if not loop.last }}
{% endfor %}
