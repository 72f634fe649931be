-- One row per (rule, reporting unit, record) that the city has exempted by D: the exemption that ends last, acting at D or expired.
with approved as (
    select
        rule_id, reporting_unit_code, exempt_record_key, approve_date, valid_to, submission_id, is_valid,
        row_number() over (
            partition by rule_id, reporting_unit_code, exempt_record_key
            order by valid_to desc, approve_date asc, submission_id asc
        ) as place
    from {{ ref('fct_exemption') }}
    where state in ('acting', 'expired') and exempt_record_key is not null
)

select
    rule_id, reporting_unit_code, exempt_record_key as record_key, approve_date, valid_to, submission_id,
    is_valid as is_acting
from approved
where place = 1
