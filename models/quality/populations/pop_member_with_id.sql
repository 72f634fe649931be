-- One row per member, 在册 or not, whose ID number has one of the lengths that are allowed.
select member.*
from {{ ref('pop_member') }} as member
{{ parameter('id_lengths', 'member') }}
where {{ is_listed('member.id_length', 'id_lengths') }}
