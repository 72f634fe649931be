-- One row per statement of income: SZ01 (accounting), JC01 (at identification) and JY01 (monthly wage of a spell of work). `negative_fields` names
-- the items below zero, joined by ;. `income_months`: how many months the income is of; at identification it is that of twelve, and
-- work has none.
-- Net income of the business may be a loss and is not among them.
{%- set accounted = [
    'wage', 'wage_work', 'wage_post', 'business', 'business_expense', 'property', 'property_dividend', 'transfer', 'transfer_dibao',
    'transfer_tekun', 'transfer_pension', 'transfer_eco', 'transfer_other'
] %}
{%- set identified = ['id_wage', 'id_business', 'id_expense', 'id_property', 'id_transfer'] %}
select
    'SZ01' as form_code, submission_id, sheet, row_no, record_key, reporting_unit_code, household_key,
    wage_yuan, net_pc_yuan, cast(null as decimal(18, 2)) as monthly_wage_yuan,
    {{ months_between_months('period_start', 'period_end') }} + 1 as income_months,
    concat_ws(
        ';'
        {%- for item in accounted -%}
        , case when {{ item }}_yuan < 0 then 'SZ01.{{ item }}' end
        {%- endfor -%}
    ) as negative_fields,
    'SZ01.wage' as wage_field,
    'SZ01.net_pc' as net_pc_field
from {{ ref('fct_household_income') }}

union all

select
    'JC01' as form_code, submission_id, sheet, row_no, record_key, reporting_unit_code, household_key,
    id_wage_yuan as wage_yuan, id_net_pc_yuan as net_pc_yuan, cast(null as decimal(18, 2)) as monthly_wage_yuan,
    12 as income_months,
    concat_ws(
        ';'
        {%- for item in identified -%}
        , case when {{ item }}_yuan < 0 then 'JC01.{{ item }}' end
        {%- endfor -%}
    ) as negative_fields,
    'JC01.id_wage' as wage_field,
    'JC01.id_net_pc' as net_pc_field
from {{ ref('fct_monitoring_episode') }}

union all

select
    'JY01' as form_code, submission_id, sheet, row_no, record_key, reporting_unit_code, household_key,
    cast(null as decimal(18, 2)) as wage_yuan, cast(null as decimal(18, 2)) as net_pc_yuan, monthly_wage_yuan,
    cast(null as integer) as income_months,
    concat_ws(
        ';',
        case when monthly_wage_yuan < 0 then 'JY01.monthly_wage' end,
        case when transport_subsidy_yuan < 0 then 'JY01.transport_subsidy' end
    ) as negative_fields,
    cast(null as varchar) as wage_field,
    cast(null as varchar) as net_pc_field
from {{ ref('fct_employment_spell') }}
