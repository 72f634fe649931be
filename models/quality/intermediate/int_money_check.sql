-- One row per form and money column: what the facts hold in 元 is what landed, times the unit of the sheet. Exact, to the 分.
{%- for seed, fact, condition in form_facts() %}
{%- set columns = money_columns(seed) %}
{%- if columns %}
select
    'money_kept' as check_id,
    '{{ seed | upper }}.' || landed.column_name as subject,
    landed.amount_yuan as expected,
    kept.amount_yuan as actual
from (
    select
        unnest(['{{ columns | join("', '") }}']) as column_name,
        unnest([
            {%- for column in columns %}
            coalesce(sum(cast(form.{{ column }} * form.money_factor as decimal(24, 4))), 0){{ "," if not loop.last }}
            {%- endfor %}
        ]) as amount_yuan
    {{ standing_rows(seed) }}
) as landed
inner join (
    select
        unnest(['{{ columns | join("', '") }}']) as column_name,
        unnest([
            {%- for column in columns %}
            coalesce(sum({{ column }}_yuan), 0){{ "," if not loop.last }}
            {%- endfor %}
        ]) as amount_yuan
    from {{ ref(fact) }}
    where {{ condition }}
) as kept on landed.column_name = kept.column_name

union all
{% endif %}
{%- endfor %}

select
    cast(null as varchar) as check_id,
    cast(null as varchar) as subject,
    cast(null as decimal(38, 4)) as expected,
    cast(null as decimal(38, 4)) as actual
where false
