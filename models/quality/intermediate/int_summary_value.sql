-- One row per value of a summary that can be compared: a cell of PC02 with the village's screening, a cumulative value of BB01 for the latest month
-- with its ledger, a stated 合计 with its rows. `tolerance` is what rounding may make: of n rounded parts and their sum less than (n + 1) half
-- steps, and values have four decimals, of the unit that they are stated in; counts must be equal. A screened village without a row of its own in a
-- list that has the round is one too. What is blank, in PC02 or BB01, is not compared, nor is a ledger with unread rows or a total over cells
-- that could not be read.
{%- set pairs = [
    ('screened_hh', 'true', 1), ('screened_p', 'true', 'member_count'),
    ('self_hh', "self_reported = '是'", 1), ('self_p', "self_reported = '是'", 'member_count'),
    ('key_hh', "is_key = '是'", 1), ('key_p', "is_key = '是'", 'member_count'),
    ('new_hh', "conclusion = '纳入监测'", 1), ('new_p', "conclusion = '纳入监测'", 'member_count'),
    ('elim_hh', "conclusion = '符合风险消除'", 1), ('elim_p', "conclusion = '符合风险消除'", 'member_count'),
] %}
with screened as (
    select
        {%- for field, condition, weight in pairs %}
        coalesce(sum({{ weight }}) filter (where {{ condition }}), 0) as {{ field }},
        {%- endfor %}
        reporting_unit_code, village_code, screen_round,
        min(township_name) || '|' || min(village_name) || '|' || screen_round as record_key
    from {{ ref('fct_screening') }}
    where village_code is not null
    group by reporting_unit_code, village_code, screen_round
),

list_of_villages as (
    select reporting_unit_code, screen_round, min(submission_id) as submission_id, min(sheet) as sheet, list(distinct village_code) as villages
    from {{ ref('fct_screening_summary') }}
    group by reporting_unit_code, screen_round
)

{% for field, condition, weight in pairs %}
select
    'PC02' as form_code, summary.submission_id, summary.sheet, summary.row_no, summary.record_key, summary.reporting_unit_code,
    'PC02.{{ field }}' as field, '{{ column_label("pc02", field) }}' as label_zh,
    cast(summary.{{ field }} as decimal(28, 4)) as stated, cast(coalesce(screened.{{ field }}, 0) as decimal(28, 4)) as computed,
    cast(0 as decimal(28, 4)) as tolerance
from {{ ref('fct_screening_summary') }} as summary
left join screened
    on
        summary.reporting_unit_code = screened.reporting_unit_code
        and summary.village_code = screened.village_code
        and summary.screen_round = screened.screen_round
left join {{ ref('int_unread_ledger') }} as unread
    on unread.form_code = 'PC01' and summary.reporting_unit_code = unread.reporting_unit_code
where summary.village_code is not null and summary.{{ field }} is not null and unread.form_code is null

union all
{% endfor %}
select
    'PC02' as form_code, listed.submission_id, listed.sheet, cast(null as integer) as row_no, screened.record_key, screened.reporting_unit_code,
    'PC02.screened_hh' as field, '{{ column_label("pc02", "screened_hh") }}（没有该村的行）' as label_zh,
    cast(0 as decimal(28, 4)) as stated, cast(screened.screened_hh as decimal(28, 4)) as computed, cast(0 as decimal(28, 4)) as tolerance
from screened
inner join list_of_villages as listed
    on
        screened.reporting_unit_code = listed.reporting_unit_code
        and screened.screen_round = listed.screen_round
        and not coalesce(list_contains(listed.villages, screened.village_code), false)
left join {{ ref('int_unread_ledger') }} as unread
    on unread.form_code in ('PC01', 'PC02') and screened.reporting_unit_code = unread.reporting_unit_code
where unread.form_code is null

union all

select
    'BB01' as form_code, summary.submission_id, summary.sheet, summary.row_no, summary.record_key, summary.reporting_unit_code,
    'BB01.value_cum' as field, summary.indicator_code as label_zh,
    summary.value_cum_base as stated, value.amount as computed,
    case when summary.base_unit = '元' then greatest(money_tol.yuan, measure.factor * 0.00005) else 0 end as tolerance
from {{ ref('fct_county_monthly') }} as summary
inner join {{ ref('int_summary_month') }} as month on summary.month = month.first_day
inner join {{ ref('int_monthly_value') }} as value
    on summary.reporting_unit_code = value.reporting_unit_code and summary.indicator_code = value.indicator_code
left join {{ ref('measure_unit') }} as measure on summary.unit = measure.unit
{{ parameter('money_tol', 'summary') }}
where summary.value_cum_base is not null

union all

select
    total.form_code, total.submission_id, total.sheet, cast(null as integer) as row_no, '合计|' || total.sheet as record_key,
    total.reporting_unit_code, total.form_code || '.' || total.column_name as field, total.column_name as label_zh,
    total.stated, total.accepted + total.quarantined as computed,
    coalesce((sheet.rows_data + 1) * scale.half_step - 0.0001, 0) as tolerance
from {{ ref('sheet_sum') }} as total
inner join {{ ref('int_submission_in_force') }} as standing on total.submission_id = standing.submission_id
inner join {{ ref('sheet_ledger') }} as sheet on total.submission_id = sheet.submission_id and total.sheet = sheet.sheet
left join {{ ref('int_field_scale') }} as scale on total.form_code || '.' || total.column_name = scale.field
where not exists (
    select 1
    from {{ ref('quarantine_cell') }} as unread
    where
        unread.submission_id = total.submission_id
        and unread.sheet = total.sheet
        and unread.column_name = total.column_name
)
