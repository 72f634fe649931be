-- One row per (rule, record): everything that any rule reports, whether the rule may be judged for that unit or not.
-- A record that a county lists twice gives one finding for each of its rows: every occurrence has to be marked.
{{ config(materialized='table') }}

with reported as (
    {%- for rule_id in rule_ids() %}
    select
        rule_id, reporting_unit_code, form_code, record_key, household_key, submission_id, sheet, row_no, fields, detail_zh
    from {{ ref(rule_model(rule_id)) }}
    {{ "union all" if not loop.last }}
    {%- endfor %}
),

placed as (
    select
        reported.*,
        row_number() over (
            partition by rule_id, reporting_unit_code, form_code, record_key
            order by submission_id nulls last, sheet nulls last, row_no nulls last
        ) as place
    from reported
)

select
    {{ finding_id('placed', 'place') }} as finding_id,
    rule_id, reporting_unit_code, form_code, record_key, household_key, submission_id, sheet, row_no, fields, detail_zh
from placed
