-- One row per distribution whose plan was not published, or for too few days.
select
    {{ finding('AS-10', 'income') }},
    concat_ws(
        ';',
        case when income.publicity_start is null then 'ZC02.publicity_start' end,
        case
            when income.publicity_days is null or income.publicity_days < asset_publicity_days.whole_number
                then 'ZC02.publicity_days'
        end
    ) as fields,
    concat_ws(
        '；',
        case when income.publicity_start is null then '公示起始为空' end,
        case
            when income.publicity_days is null then '公示天数为空'
            when income.publicity_days < asset_publicity_days.whole_number
                then
                    '公示' || cast(income.publicity_days as varchar)
                    || '天，不足' || cast(asset_publicity_days.whole_number as varchar) || '天'
        end
    ) as detail_zh
from {{ ref('pop_asset_income_distributed') }} as income
{{ parameter('asset_publicity_days', 'income') }}
where
    income.publicity_start is null
    or income.publicity_days is null
    or income.publicity_days < asset_publicity_days.whole_number
