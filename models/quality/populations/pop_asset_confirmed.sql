-- One row per reporting unit with confirmed assets, and one for the city (4112) when there are any: confirmed value in total and by margin.
-- That of the city is the group of all that is confirmed: there is none when nothing is.
-- Categories and levels are those of the code lists at D: value under a blank or unknown one is missing from its margin.
with confirmed as (
    select
        asset.reporting_unit_code,
        asset.is_confirmed,
        coalesce(asset.confirmed_value_yuan, 0) as value_yuan,
        category.label_zh is not null as has_category,
        level.label_zh is not null as has_level
    from {{ ref('fct_asset') }} as asset
    left join {{ ref('code_list') }} as category
        on
            category.code_list = 'asset_category'
            and asset.asset_category = category.label_zh
            and {{ holds_at_as_of('category') }}
    left join {{ ref('code_list') }} as level
        on
            level.code_list = 'ownership_level'
            and asset.ownership_level = level.label_zh
            and {{ holds_at_as_of('level') }}
    where asset.is_confirmed
)

select
    'ZC01' as form_code,
    coalesce(reporting_unit_code, '{{ city() }}') as reporting_unit_code,
    coalesce(reporting_unit_code, '{{ city() }}') as record_key,
    cast(null as varchar) as household_key,
    cast(null as varchar) as submission_id,
    cast(null as varchar) as sheet,
    cast(null as integer) as row_no,
    sum(value_yuan) as total_yuan,
    coalesce(sum(value_yuan) filter (where has_category), 0) as by_category_yuan,
    coalesce(sum(value_yuan) filter (where has_level), 0) as by_level_yuan
from confirmed
group by grouping sets ((reporting_unit_code), (is_confirmed))
