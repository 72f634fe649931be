-- One row per household or member whose telephone number is no mobile number, or is that of more households than may share one.
-- Members of a household may share its number. A blank has no number; one that was read as a decimal ends in .0 and is no mobile number.
{%- set faults = [
    ("not regexp_matches(phone.phone, '^1[3-9][0-9]{9}$')",
     "case when phone.phone like '%.0' then '号码被当成小数（以.0结尾）' else '不是11位手机号码' end"),
    ("shared.households > phone_share_max.whole_number", "cast(shared.households as varchar) || '户使用同一号码'"),
] %}

with repeated as (
    select phone, count(distinct household_key) as households
    from {{ ref('pop_phone') }}
    group by phone
    having min(household_key) <> max(household_key)
),

judged as (
    select
        phone.*,
        {{ words_where(faults, 1, '；') }} as detail_zh
    from {{ ref('pop_phone') }} as phone
    left join repeated as shared on phone.phone = shared.phone
    {{ parameter('phone_share_max', 'phone') }}
)

select
    {{ finding('DQ-20', 'judged') }},
    judged.phone_field as fields,
    judged.detail_zh
from judged
where judged.detail_zh <> ''
