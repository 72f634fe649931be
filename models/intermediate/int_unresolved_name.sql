-- One row is one pair of submitted place names of one form and unit that leads to no village at D, and how many rows have it.
{%- for seed, fact, condition in form_facts() if form_has_column(seed, 'village_name') %}
select
    '{{ seed | upper }}' as form_code, reporting_unit_code, township_code,
    coalesce(township_name, '') as township_name, coalesce(village_name, '') as village_name,
    count(*) as rows_affected
from {{ ref(fact) }}
where village_code is null and {{ condition }}
group by reporting_unit_code, township_code, coalesce(township_name, ''), coalesce(village_name, '')
union all
{%- endfor %}
select
    cast(null as varchar) as form_code, cast(null as varchar) as reporting_unit_code, cast(null as varchar) as township_code,
    cast(null as varchar) as township_name, cast(null as varchar) as village_name, 0 as rows_affected
where false
