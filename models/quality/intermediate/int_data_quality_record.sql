-- One row per row of a ledger that at least one data-quality rule judges: registered households, all members, all income statements.
-- Every population of a DQ rule lies inside it, which a test holds; so nobody has to sort two million keys to count them once.
select submission_id, sheet, row_no, reporting_unit_code from {{ ref('pop_household_or_member') }}
union all
select submission_id, sheet, row_no, reporting_unit_code from {{ ref('pop_income_record') }}
