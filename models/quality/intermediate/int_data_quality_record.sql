-- One row per row of a ledger that at least one data-quality rule judges. DQ-09 reads every coded cell, so these are all rows that stand at D;
-- every population of a DQ rule lies inside, which a test holds, and nobody has to sort millions of keys to count them once.
select form_code, submission_id, sheet, row_no, reporting_unit_code from {{ ref('pop_record') }}
