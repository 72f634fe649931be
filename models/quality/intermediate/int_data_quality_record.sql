-- One row per record that at least one data-quality rule judges. DQ-09 reads every coded cell, so these are all rows that stand at D, and the
-- stated totals of their sheets, which have no row. Every population of a DQ rule lies inside, which a test holds; so nobody has to sort
-- millions of keys to count them once.
select form_code, submission_id, sheet, row_no, reporting_unit_code from {{ ref('pop_record') }}
union all
select form_code, submission_id, sheet, row_no, reporting_unit_code from {{ ref('pop_summary') }}
where row_no is null
