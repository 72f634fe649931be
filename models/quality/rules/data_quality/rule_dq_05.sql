-- One row per registered household that has not exactly one head or more than one spouse among its 在册 members, or whose head in the
-- household register is not the one in the member register (a disability certificate has the ID number in front). A household without any member is DQ-07's.
{%- set faults = [
    ("heads <> 1", "'HJ02.relation'", "'在册户主' || cast(heads as varchar) || '人'"),
    ("spouses > 1", "'HJ02.relation'", "'在册配偶' || cast(spouses as varchar) || '人'"),
    ("is_other_head", "'HJ01.head_id_no'", "'户主证件号码与家庭成员台账中户主的不同'"),
] %}

with other_head as (
    select contact.submission_id, contact.sheet, contact.row_no
    from {{ ref('household_contact') }} as contact
    inner join {{ ref('int_household_head') }} as head on contact.household_key = head.household_key
    where upper(left(contact.head_id_no, 18)) <> head.id_key
),

judged as (
    select
        household.*,
        members.registered_heads as heads,
        members.registered_spouses as spouses,
        other_head.row_no is not null as is_other_head
    from {{ ref('pop_household_resident') }} as household
    inner join {{ ref('int_registered_members') }} as members on household.household_key = members.household_key
    left join other_head
        on
            household.submission_id = other_head.submission_id
            and household.sheet = other_head.sheet
            and household.row_no = other_head.row_no
),

worded as (
    select
        judged.*,
        {{ words_where(faults, 1, ';') }} as fields,
        {{ words_where(faults, 2, '；') }} as detail_zh
    from judged
)

select
    {{ finding('DQ-05', 'worded') }},
    fields,
    detail_zh
from worded
where fields <> ''
