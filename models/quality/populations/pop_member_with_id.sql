-- One row per member, 在册 or not, whose ID number has 18, 20 or 22 characters.
select
    'HJ02' as form_code,
    identity.*
from {{ ref('int_person_identity') }} as identity
where identity.id_length in (18, 20, 22)
