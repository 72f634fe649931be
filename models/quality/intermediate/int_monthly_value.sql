-- One row per (reporting unit, indicator of BB01) whose ledger the unit delivered and which was read wholly: what the ledgers in force at D add
-- up to, in base units, on the last day of the month. A ledger that ended before that day cannot know it (assets are told by the quarter, supported
-- households by the half-year): then there is no value. What a round of screening found stays what it is.
{{ config(materialized='table') }}

{%- set month_start = '(select month.first_day from ' ~ ref('int_summary_month') ~ ' as month)' %}
{%- set month_end = '(select month.last_day from ' ~ ref('int_summary_month') ~ ' as month)' %}
{%- set works = "is_employed = '是' and start_month <= " ~ month_end ~ " and coalesce(end_month >= " ~ month_start ~ ", true)" %}
{%- set serves = "hire_date <= " ~ month_end ~ " and coalesce(leave_date > " ~ month_end ~ ", true)" %}
{%- set measures = [
    ('A01', 'fct_asset', 'sum(confirmed_value_yuan)', "is_confirmed and coalesce(confirmed_date <= " ~ month_end ~ ", true)"),
    ('C03', 'fct_cooperative', 'count(*)', 'is_active'),
    ('E03', 'fct_job_assistance', 'count(distinct person_key)', "willing = '是' and is_assisted"),
    ('E04', 'fct_employment_spell', 'count(distinct person_key)', works),
    ('E09', 'fct_welfare_post', 'count(distinct person_key)', serves),
    ('E10', 'fct_welfare_post', 'count(distinct person_key)', serves ~ " and person_group = '脱贫人口'"),
    ('E11', 'fct_welfare_post', 'count(distinct person_key)', serves ~ " and person_group = '监测对象'"),
    ('E15', 'fct_training', 'count(distinct person_key)', "is_trained and is_completed = '是'"),
    ('E16', 'fct_training', 'count(distinct person_key)', 'is_certified'),
    ('E17', 'fct_training', 'count(distinct person_key)', 'is_highly_skilled'),
    ('E18', 'fct_assessment_body', 'count(distinct credit_code)', 'is_registered'),
    ('J01', 'fct_project', 'count(*)', 'project_year = extract(year from ' ~ month_end ~ ')'),
    ('J08', 'fct_project', 'count(*)', 'actual_finish <= ' ~ month_end),
    ('J10', 'fct_project', 'sum(fund_bridging_yuan)', 'project_year = extract(year from ' ~ month_end ~ ')'),
    ('J11', 'fct_project_fund', 'sum(amount_yuan)', "form_code = 'ZJ02' and entry_date <= " ~ month_end),
    ('R29', 'pop_screening_of_round', 'count(*)', 'true'),
    ('R30', 'pop_screening_of_round', 'sum(member_count)', 'true'),
    ('R31', 'pop_screening_of_round', 'count(*)', "self_reported = '是'"),
    ('R33', 'pop_screening_of_round', 'count(*)', "is_key = '是'"),
    ('R35', 'pop_screening_of_round', 'count(*)', "conclusion = '纳入监测'"),
    ('R37', 'pop_screening_of_round', 'count(*)', "conclusion = '符合风险消除'"),
] %}

with supported as (
    select reporting_unit_code, household_key, max(member_count) as member_count
    from {{ ref('fct_project_beneficiary') }}
    where household_key is not null
    group by reporting_unit_code, household_key
),

identified as (
    select episode.reporting_unit_code, episode.household_key, max(episode.member_count) as member_count
    from {{ ref('fct_monitoring_episode') }} as episode
    cross join {{ ref('int_summary_month') }} as month
    where episode.episode_seq = 1 and episode.county_date <= month.last_day
    group by episode.reporting_unit_code, episode.household_key
),

added as (
    {%- for code, relation, expression, condition in measures %}
    select '{{ code }}' as indicator_code, reporting_unit_code, {{ expression }} as amount
    from {{ ref(relation) }}
    where {{ condition }}
    group by reporting_unit_code
    union all
    {%- endfor %}
    {%- for code, relation, expression in [
        ('J13', 'supported', 'count(*)'), ('J14', 'supported', 'sum(member_count)'),
        ('R03', 'identified', 'count(*)'), ('R04', 'identified', 'sum(member_count)'),
    ] %}
    select '{{ code }}' as indicator_code, reporting_unit_code, {{ expression }} as amount
    from {{ relation }}
    group by reporting_unit_code
    {{ "union all" if not loop.last }}
    {%- endfor %}
)

select distinct
    ledger.reporting_unit_code,
    indicator.indicator_code,
    coalesce(added.amount, 0) as amount
from {{ ref('monthly_indicator') }} as indicator
inner join {{ ref('int_submission_in_force') }} as ledger on indicator.form_code = ledger.form_code
inner join {{ ref('dim_submission') }} as submission on ledger.submission_id = submission.submission_id
inner join {{ ref('dim_form') }} as form on ledger.form_code = form.form_code
inner join {{ ref('int_summary_month') }} as month on form.period_kind = 'round' or submission.period_end >= month.last_day
left join added
    on indicator.indicator_code = added.indicator_code and ledger.reporting_unit_code = added.reporting_unit_code
left join {{ ref('int_unread_ledger') }} as unread
    on ledger.form_code = unread.form_code and ledger.reporting_unit_code = unread.reporting_unit_code
where unread.form_code is null
