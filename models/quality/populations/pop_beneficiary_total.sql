-- One row per reporting unit that stated its supported households (indicator J13) for the latest month by D, and one for the city (4112):
-- what was stated, and the distinct households of the lists. A household of two units is one household of the city.
with stated as (
    select
        monthly.*,
        max(monthly.month) over (partition by monthly.reporting_unit_code) as latest_month
    from {{ ref('fct_county_monthly') }} as monthly
    where monthly.indicator_code = 'J13' and monthly.month <= {{ as_of() }}
),

latest as (
    select * from stated
    where month = latest_month
),

listed as (
    select
        coalesce(reporting_unit_code, '{{ city() }}') as reporting_unit_code,
        count(distinct household_key) as households
    from {{ ref('fct_project_beneficiary') }}
    group by grouping sets ((reporting_unit_code), ())
),

total as (
    select record_key, reporting_unit_code, submission_id, sheet, row_no, value_cum_base as stated_households
    from latest

    union all

    select
        '{{ city() }}' as record_key, '{{ city() }}' as reporting_unit_code,
        cast(null as varchar) as submission_id, cast(null as varchar) as sheet, cast(null as integer) as row_no,
        case when count(*) = count(value_cum_base) then sum(value_cum_base) end as stated_households
    from latest
    group by indicator_code
)

select
    'BB01' as form_code,
    cast(null as varchar) as household_key,
    total.*,
    coalesce(listed.households, 0) as listed_households
from total
left join listed on total.reporting_unit_code = listed.reporting_unit_code
