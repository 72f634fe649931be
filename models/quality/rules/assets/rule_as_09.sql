-- One row per asset and year whose income is not what was distributed plus what was left, or whose rest is negative.
-- A blank share is nothing distributed; blank income balances with nothing.
with balanced as (
    select
        income.*,
        coalesce(dist_collective_yuan, 0) + coalesce(dist_households_yuan, 0) + coalesce(dist_posts_yuan, 0)
        + coalesce(dist_public_yuan, 0) + coalesce(dist_other_yuan, 0) + coalesce(undistributed_yuan, 0) as accounted_yuan,
        money_tol.yuan as tolerance_yuan
    from {{ ref('pop_asset_income') }} as income
    {{ parameter('money_tol', 'income') }}
)

select
    {{ finding('AS-09', 'balanced') }},
    case when undistributed_yuan < 0 then 'ZC02.undistributed' else 'ZC02.income_received;ZC02.undistributed' end as fields,
    case
        when undistributed_yuan < 0 then '未分配结余为' || cast(undistributed_yuan as varchar) || '元'
        else
            '实收收益' || coalesce(cast(income_received_yuan as varchar) || '元', '为空')
            || '，分配与结余合计' || cast(accounted_yuan as varchar) || '元'
    end as detail_zh
from balanced
where
    income_received_yuan is null
    or abs(income_received_yuan - accounted_yuan) > tolerance_yuan
    or undistributed_yuan < 0
