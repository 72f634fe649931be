-- One row per summary of which at least one value is not what its details add up to, beyond what rounding may make.
select
    'DQ-24' as rule_id,
    reporting_unit_code, form_code, record_key,
    cast(null as varchar) as household_key,
    submission_id, sheet, row_no,
    string_agg(field, ';' order by field) as fields,
    '与明细不符的有：' || string_agg(label_zh, '、' order by field) as detail_zh
from {{ ref('int_summary_value') }}
where abs(stated - computed) > tolerance
group by reporting_unit_code, form_code, record_key, submission_id, sheet, row_no
