-- One row per (target, record) that says something about suspects by D: a signed visit with its conclusion (PC01), or a dispatched alert with its
-- result (BM01). What a result says stands in verification_result; an alert without a result by D is 待核实, since the day it was dispatched.
select
    result.target, result.status, 'PC01' as form_code,
    visit.reporting_unit_code, visit.record_key, visit.household_key, visit.submission_id,
    visit.screen_date as answered_on
from {{ ref('fct_screening') }} as visit
inner join {{ ref('verification_result') }} as result on visit.conclusion = result.label and result.form_code = 'PC01'
where
    visit.screen_date <= {{ as_of() }}
    and visit.signed = '是'
    and (visit.has_not_included_reason or result.needs_reason = 'N')
    and (result.needs_no_problem = 'N' or not visit.has_problem)

union all

select
    result.target, result.status, 'BM01' as form_code,
    alert.reporting_unit_code, alert.record_key, alert.household_key, alert.submission_id,
    case when alert.is_verified then alert.verify_date else alert.dispatch_date end as answered_on
from {{ ref('fct_alert') }} as alert
inner join {{ ref('verification_result') }} as result
    on case when alert.is_verified then alert.verify_result else '待核实' end = result.label and result.form_code = 'BM01'
where alert.is_verified or alert.dispatch_date <= {{ as_of() }}
