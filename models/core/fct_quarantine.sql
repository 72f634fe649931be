-- One row is one cell of a submission in force that could not be read. The submitted value is not kept.
select submission_id, form_code, reporting_unit_code, sheet, row_no, cell, column_name, code, message_zh
from {{ ref('quarantine_cell') }}
