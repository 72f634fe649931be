-- One row per (form, reporting unit) with rows in quarantine among what stands at D: its sums lack something that the county has counted.
select distinct standing.form_code, standing.reporting_unit_code
from {{ ref('quarantine_cell') }} as unread
inner join {{ ref('int_submission_in_force') }} as standing on unread.submission_id = standing.submission_id
