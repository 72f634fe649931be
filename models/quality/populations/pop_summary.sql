-- One row per record that sums up: a village of PC02, an indicator of BB01, the 合计 of a sheet, as far as there is something to compare it with.
select distinct
    form_code, submission_id, sheet, row_no, record_key, reporting_unit_code,
    cast(null as varchar) as household_key
from {{ ref('int_summary_value') }}
