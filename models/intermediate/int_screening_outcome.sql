-- One row is one household in one screening round with what came of it. members_once stands in one row per household and round,
-- so that persons can be summed without counting a household twice.
select
    submission_id, record_key, reporting_unit_code, township_code, village_code, household_key, screen_round, screen_date, self_reported, is_key,
    case
        when
            row_number() over (partition by household_key, screen_round order by submission_id, sheet, row_no) = 1
            then member_count
    end as members_once,
    coalesce(conclusion = '纳入监测', false) as is_newly_identified,
    coalesce(conclusion = '符合风险消除', false) as is_newly_eliminated
from {{ ref('fct_screening') }}
