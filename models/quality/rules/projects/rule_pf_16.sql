-- One row per reporting unit whose industry projects got less than the required share of the central money of the year so far.
select
    {{ finding('PF-16', 'fund') }},
    'ZJ01.amount;ZJ01.project_code' as fields,
    '中央衔接资金' || cast(fund.allocated_yuan as varchar) || '元，其中产业项目' || cast(fund.industry_yuan as varchar)
    || '元，要求占比不低于' || industry_share_min.value as detail_zh
from {{ ref('pop_central_fund') }} as fund
{{ parameter('industry_share_min', 'fund') }}
where fund.allocated_yuan > 0 and fund.industry_yuan < industry_share_min.number * fund.allocated_yuan
