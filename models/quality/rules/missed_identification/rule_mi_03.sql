-- One row per unmonitored household that the register has without safe water.
select
    {{ finding('MI-03', 'household') }},
    'HJ01.safe_water' as fields,
    '未解决安全饮用水' as detail_zh
from {{ ref('pop_household_unmonitored') }} as household
where household.safe_water = '否'
