-- One row per (check, submission, sheet, column) with required cells that are blank or labels that no code list has: how many, and where first.
select
    check_id, submission_id, reporting_unit_code, form_code, sheet, column_name,
    cast(count(*) as bigint) as cells,
    array_to_string(min(row_no, 10), '、') as first_rows
from {{ ref('int_cell_gap') }}
group by check_id, submission_id, reporting_unit_code, form_code, sheet, column_name
