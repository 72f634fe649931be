-- One row per reporting unit, and one for the city (4112), whose confirmed value by category, by level and in total are not the same sum.
select
    {{ finding('AS-14', 'margin') }},
    'ZC01.asset_category;ZC01.ownership_level' as fields,
    '确权金额总额' || cast(total_yuan as varchar) || '元，按类别合计' || cast(by_category_yuan as varchar)
    || '元，按权属合计' || cast(by_level_yuan as varchar) || '元' as detail_zh
from {{ ref('pop_asset_confirmed') }} as margin
where total_yuan <> by_category_yuan or total_yuan <> by_level_yuan
