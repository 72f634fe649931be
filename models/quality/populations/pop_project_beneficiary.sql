-- One row per household that a project supports in a year.
select
    'XM02' as form_code,
    beneficiary.*
from {{ ref('fct_project_beneficiary') }} as beneficiary
