-- One row per reporting unit with central money in the year of D: how much was allocated by D, and how much of it to projects of the
-- ledger of industry projects that name their type. What was taken back counts against both.
with industry as (
    select distinct reporting_unit_code, project_code
    from {{ ref('fct_project') }}
    where project_type is not null
),

allocated as (
    select
        fund.reporting_unit_code,
        sum(fund.amount_yuan) as allocated_yuan,
        coalesce(sum(fund.amount_yuan) filter (where industry.project_code is not null), 0) as industry_yuan
    from {{ ref('fct_project_fund') }} as fund
    left join industry
        on fund.reporting_unit_code = industry.reporting_unit_code and fund.project_code = industry.project_code
    where
        fund.entry_kind = 'allocation'
        and fund.fund_level = '中央'
        and fund.is_by_as_of
        and extract(year from fund.entry_date) = extract(year from {{ as_of() }})
    group by fund.reporting_unit_code
)

select
    'ZJ01' as form_code,
    reporting_unit_code,
    reporting_unit_code || '|' || cast(extract(year from {{ as_of() }}) as varchar) as record_key,
    cast(null as varchar) as household_key,
    cast(null as varchar) as submission_id,
    cast(null as varchar) as sheet,
    cast(null as integer) as row_no,
    allocated_yuan,
    industry_yuan
from allocated
