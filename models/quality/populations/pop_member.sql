-- One row per member of the member register, 在册 or not.
select
    'HJ02' as form_code,
    identity.*
from {{ ref('int_person_identity') }} as identity
