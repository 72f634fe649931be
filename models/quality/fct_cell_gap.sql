-- One row per (check, cell): a required cell that is blank, or a label that no code list has at D, with the place where the county finds it.
select
    check_id, submission_id, reporting_unit_code, form_code, sheet, row_no, column_name
from {{ ref('int_cell_gap') }}
