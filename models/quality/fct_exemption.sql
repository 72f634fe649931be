-- One row is one record that a county asks to exempt from one rule (one row of HM01 in force at D), and whether the exemption acts at D.
-- It acts from its approval by the city to its end, both days included. Nobody approves their own: an approver that names a reporting unit or
-- an office below the city (approver_word) never makes it act, and neither does a blank one.
with below_city as (
    select
        spelling as word,
        true as anywhere
    from {{ ref('int_county_spelling') }}
    union
    select
        word,
        anywhere = 'Y' as anywhere
    from {{ ref('approver_word') }}
),

approved as (
    select
        exemption.*,
        rule.rule_id is not null as is_rule,
        exists(
            select 1
            from below_city
            where
                starts_with(exemption.approver, below_city.word)
                or (below_city.anywhere and position(below_city.word in exemption.approver) > 0)
        ) as is_own_approval
    from {{ ref('stg_hm01') }} as exemption
    left join {{ ref('rule') }} as rule on exemption.rule_id = rule.rule_id
),

judged as (
    select
        approved.*,
        case
            when approve_date is null then 'not_approved'
            when approver is null then 'no_approver'
            when is_own_approval then 'own_approval'
            when not is_rule then 'unknown_rule'
            when valid_to is null then 'open_ended'
            when approve_date > {{ as_of() }} then 'not_yet'
            when valid_to < {{ as_of() }} then 'expired'
            else 'acting'
        end as state
    from approved
)

select
    submission_id, sheet, row_no, record_key, reporting_unit_code, exempt_record_key, rule_id, apply_date, approve_date, valid_to,
    approver is not null as has_approver,
    evidence is not null as has_evidence,
    state,
    state = 'acting' as is_valid
from judged
