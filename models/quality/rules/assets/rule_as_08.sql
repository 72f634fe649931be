-- One row per asset and year whose income due is not what the contract promises for the days of that year it covers, or of which too
-- little came in. Without a contract there is nothing to compare, which only the collective itself may do; and none is known of a year that ended
-- before the contract in the ledger began. Blank receipts are AS-09's matter.
with contract as (
    select
        reporting_unit_code, asset_code, operation_mode, contract_income_yuan, contract_start, contract_end,
        row_number() over (partition by reporting_unit_code, asset_code order by submission_id, sheet, row_no) as place
    from {{ ref('fct_asset') }}
),

covered as (
    select
        income.*,
        contract.asset_code is null as is_unknown,
        coalesce(contract.operation_mode = '村集体自营' and contract.contract_income_yuan is null, false) as is_without_contract,
        contract.contract_income_yuan,
        {{ days_between('make_date(income.income_year, 1, 1)', 'make_date(income.income_year + 1, 1, 1)') }} as year_days,
        greatest({{ days_between(
            'greatest(contract.contract_start, make_date(income.income_year, 1, 1))',
            'least(contract.contract_end + 1, make_date(income.income_year + 1, 1, 1))'
        ) }}, 0) as contract_days,
        contract.contract_start is null or contract.contract_end is null as has_open_term,
        coalesce(contract.contract_start >= make_date(income.income_year + 1, 1, 1), false) as is_before_contract
    from {{ ref('pop_asset_income') }} as income
    left join contract
        on
            income.reporting_unit_code = contract.reporting_unit_code
            and income.asset_code = contract.asset_code
            and contract.place = 1
),

promised as (
    select
        covered.*,
        case
            when not has_open_term
                then {{ exact_ratio('cast(contract_income_yuan as decimal(18, 2)) * contract_days', 'year_days', 2) }}
        end as promised_yuan
    from covered
),

judged as (
    select
        promised.*,
        not is_without_contract
        and not is_before_contract
        and coalesce(abs(income_due_yuan - promised_yuan) > money_tol.yuan, true) as differs,
        coalesce(income_received_yuan < income_due_yuan * (1 - income_shortfall.number), false) as falls_short
    from promised
    {{ parameter('money_tol', 'promised') }}
    {{ parameter('income_shortfall', 'promised') }}
)

select
    {{ finding('AS-08', 'judged') }},
    case when falls_short then 'ZC02.income_due;ZC02.income_received' else 'ZC02.income_due' end as fields,
    concat_ws(
        '；',
        case
            when differs and is_unknown then '资产台账中没有该资产'
            when differs
                then
                    '应收收益' || coalesce(cast(income_due_yuan as varchar) || '元', '为空')
                    || '，按合同应为' || coalesce(cast(promised_yuan as varchar) || '元', '空（合同期限或约定年收益未填）')
        end,
        case
            when falls_short
                then '应收' || cast(income_due_yuan as varchar) || '元，实收' || cast(income_received_yuan as varchar) || '元'
        end
    ) as detail_zh
from judged
where differs or falls_short
