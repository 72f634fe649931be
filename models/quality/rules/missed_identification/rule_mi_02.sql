-- One row per unmonitored household that the register has in an unsafe house: marked so, or of grade C or D.
select
    {{ finding('MI-02', 'household') }},
    'HJ01.is_dangerous_house;HJ01.house_grade' as fields,
    '是否危房户' || coalesce('为' || household.is_dangerous_house, '为空')
    || '，住房安全等级' || coalesce('为' || household.house_grade, '为空') as detail_zh
from {{ ref('pop_household_unmonitored') }} as household
where household.is_dangerous_house = '是' or household.house_grade in ('C', 'D')
