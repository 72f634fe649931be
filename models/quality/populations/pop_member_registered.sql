-- One row per 在册 member. The letter x of an ID number is the same as X.
select
    'HJ02' as form_code,
    identity.*,
    upper(identity.id_18) as id_key
from {{ ref('int_person_identity') }} as identity
where identity.person_status = '在册'
