-- One row is one person of the register at D. A code that is listed twice stands here once, by the first of its rows.
with {{ first_row_per('person_key', ref('fct_person')) }}

select
    person_key, household_key, reporting_unit_code, township_code, village_code,
    sex, age_years, relation, person_status, is_registered
from first_row
