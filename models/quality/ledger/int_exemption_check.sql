-- One row per reporting unit: exemptions that it lists and that can never act, because they lack an approval, an approver, an end or a known rule, or
-- were approved by those who ask for them. Expected is none.
select
    'exemption_sound' as check_id,
    unit.reporting_unit_code as subject,
    0 as expected,
    count(exemption.submission_id) as actual
from {{ ref('reporting_unit') }} as unit
left join {{ ref('fct_exemption') }} as exemption
    on unit.reporting_unit_code = exemption.reporting_unit_code and exemption.state not in ('acting', 'not_yet', 'expired')
group by unit.reporting_unit_code
