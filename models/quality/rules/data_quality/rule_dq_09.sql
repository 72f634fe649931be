-- One row per record with a value that is in no valid row of the code list of its column.
select
    'DQ-09' as rule_id,
    reporting_unit_code, form_code, record_key, household_key, submission_id, sheet, row_no,
    string_agg(field, ';' order by field) as fields,
    '不在代码表内的有：' || string_agg(label_zh, '、' order by field) as detail_zh
from {{ ref('int_unknown_code') }}
group by reporting_unit_code, form_code, record_key, household_key, submission_id, sheet, row_no
