-- One row is one operating asset in one year of income, with the confirmed value of that asset once a year:
-- the yield compares income with the value that earned it, never with the value of all assets.
with asset as (
    select
        reporting_unit_code, asset_code,
        max(confirmed_value_yuan) as confirmed_value_yuan
    from {{ ref('fct_asset') }}
    where is_confirmed and is_operating
    group by reporting_unit_code, asset_code
)

select
    income.submission_id, income.record_key, income.reporting_unit_code, income.township_code, income.village_code, income.income_year,
    income.is_out_of_poverty_village, income.income_due_yuan, income.income_received_yuan, income.distributed_yuan, income.dist_collective_yuan,
    {{ as_of() }} as as_of,
    income.reporting_unit_code || '|' || income.asset_code as asset_key,
    case
        when
            row_number() over (
                partition by income.reporting_unit_code, income.asset_code, income.income_year
                order by income.submission_id, income.sheet, income.row_no
            ) = 1 then asset.confirmed_value_yuan
    end as confirmed_value_yuan
from {{ ref('fct_asset_income') }} as income
left join asset on income.reporting_unit_code = asset.reporting_unit_code and income.asset_code = asset.asset_code
