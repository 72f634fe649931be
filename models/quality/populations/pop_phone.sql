-- One row per row of the household register and of the member register, with its telephone number. Personal data; never published.
select
    'HJ01' as form_code, contact.submission_id, contact.sheet, contact.row_no, contact.record_key, contact.reporting_unit_code,
    contact.household_key, contact.household_phone as phone, 'HJ01.household_phone' as phone_field
from {{ ref('household_contact') }} as contact

union all

select
    'HJ02' as form_code, member.submission_id, member.sheet, member.row_no, member.record_key, member.reporting_unit_code,
    member.household_key, member.phone, 'HJ02.phone' as phone_field
from {{ ref('pop_member') }} as member
