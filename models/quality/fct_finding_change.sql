-- One row per (target, reporting unit) and (target, city): how the findings changed since the release before, and how those reported at D stand.
-- The city counts its units' findings and those about its own sums. Targets and units without any finding stand here with zeros.
with place as (
    select reporting_unit_code from {{ ref('dim_reporting_unit') }}
    union all
    select '{{ city() }}' as reporting_unit_code
),

goal as (
    select distinct target from {{ ref('rule') }}
),

finding as (
    select reporting_unit_code, target, status, change, detected, counted from {{ ref('fct_finding') }}
    where reporting_unit_code <> '{{ city() }}'
    union all
    select '{{ city() }}' as reporting_unit_code, target, status, change, detected, counted from {{ ref('fct_finding') }}
)

select
    goal.target,
    place.reporting_unit_code,
    {{ as_of() }} as as_of,
    count(*) filter (where finding.change = 'new') as findings_new,
    count(*) filter (where finding.change = 'known') as findings_known,
    count(*) filter (where finding.change = 'fixed') as findings_fixed,
    count(*) filter (where finding.change = 'returned') as findings_returned,
    {%- for status in ['open', 'assigned', 'verified_true', 'verified_false', 'exempt', 'overdue'] %}
    count(*) filter (where finding.detected and finding.status = '{{ status }}') as status_{{ status }},
    {%- endfor %}
    count(*) filter (where finding.detected and finding.counted) as counted
from goal
cross join place
left join finding on goal.target = finding.target and place.reporting_unit_code = finding.reporting_unit_code
group by goal.target, place.reporting_unit_code
