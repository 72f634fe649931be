-- One row per form and money column: what the facts hold in 元 is what landed, times the unit of the sheet. Exact, to the 分.
with landed as (
    {%- for seed, fact, condition in form_facts() %}
    {%- set columns = money_columns(seed) %}
    {%- if columns %}
    select
        unnest(['{{ seed | upper }}.{{ columns | join("', '" ~ seed | upper ~ ".") }}']) as subject,
        unnest([
            {%- for column in columns %}
            coalesce(sum(cast(form.{{ column }} * form.money_factor as decimal(24, 4))), 0){{ "," if not loop.last }}
            {%- endfor %}
        ]) as amount_yuan
    {{ standing_rows(seed) }}
    union all
    {%- endif %}
    {%- endfor %}
    select
        cast(null as varchar) as subject,
        cast(null as decimal(38, 4)) as amount_yuan
    where false
),

kept as (
    {%- for seed, fact, condition in form_facts() %}
    {%- set columns = money_columns(seed) %}
    {%- if columns %}
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
    {%- endif %}
    {%- endfor %}
    select
        cast(null as varchar) as subject,
        cast(null as decimal(38, 2)) as amount_yuan
    where false
)

select
    'money_kept' as check_id,
    landed.subject,
    landed.amount_yuan as expected,
    kept.amount_yuan as actual
from landed
left join kept on landed.subject = kept.subject
