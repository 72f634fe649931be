-- One row per operating asset in use that does not say who runs it, how, and by which contract. Run by the collective itself, it
-- needs no contract.
{%- set blanks = [
    ("operation_mode is null", "'ZC01.operation_mode'", "'经营方式为空'"),
    ("operator_name is null", "'ZC01.operator_name'", "'经营主体为空'"),
    ("needs_contract and contract_start is null", "'ZC01.contract_start'", "'合同起始为空'"),
    ("needs_contract and contract_end is null", "'ZC01.contract_end'", "'合同终止为空'"),
    ("needs_contract and contract_income_yuan is null", "'ZC01.contract_income'", "'约定年收益为空'"),
] %}

with operating as (
    select
        asset.*,
        coalesce(asset.operation_mode <> '村集体自营', true) as needs_contract
    from {{ ref('pop_asset_operating') }} as asset
),

worded as (
    select
        operating.*,
        {{ words_where(blanks, 1, ';') }} as fields,
        {{ words_where(blanks, 2, '；') }} as detail_zh
    from operating
)

select
    {{ finding('AS-06', 'worded') }},
    fields,
    detail_zh
from worded
where fields <> ''
