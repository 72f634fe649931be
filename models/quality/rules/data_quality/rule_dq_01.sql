-- One row per member whose ID number has another length than is allowed, begins with the region code that stands for none, or came as a power of ten.
{%- set faults = [
    ("regexp_matches(member.id_no, '^[0-9]([.][0-9]+)?[Ee][+-]?[0-9]+$')", "'号码是科学计数法'"),
    ("left(member.id_no, 6) = '999999'", "'前6位为999999'"),
    ("not " ~ is_listed('member.id_length', 'id_lengths'),
     "'共' || cast(member.id_length as varchar) || '位，应为' || replace(id_lengths.value, '|', '、') || '位'"),
] %}

with judged as (
    select
        member.*,
        {{ words_where(faults, 1, '；') }} as detail_zh
    from {{ ref('pop_member') }} as member
    {{ parameter('id_lengths', 'member') }}
)

select
    {{ finding('DQ-01', 'judged') }},
    'HJ02.id_no' as fields,
    judged.detail_zh
from judged
where judged.detail_zh <> ''
