-- One row per asset that is listed again: the same name from the same project in the same village, or the same code in two units.
-- Every occurrence is reported. One code twice in one unit is what the integrity check record_listed_once looks for.
with listed as (
    select
        asset.*,
        coalesce(asset.village_code, asset.village_name) as village
    from {{ ref('pop_asset') }} as asset
),

same_thing as (
    select project_code, asset_name, village
    from listed
    group by project_code, asset_name, village
    having count(*) > 1
),

same_code as (
    select asset_code
    from listed
    group by asset_code
    having count(distinct reporting_unit_code) > 1
),

repeated as (
    select
        listed.*,
        same_thing.project_code is not null as is_same_thing,
        same_code.asset_code is not null as is_same_code
    from listed
    left join same_thing
        on
            listed.project_code = same_thing.project_code
            and listed.asset_name = same_thing.asset_name
            and listed.village = same_thing.village
    left join same_code on listed.asset_code = same_code.asset_code
)

select
    {{ finding('AS-04', 'repeated') }},
    concat_ws(
        ';',
        case when is_same_thing then 'ZC01.project_code;ZC01.asset_name;ZC01.village_name' end,
        case when is_same_code then 'ZC01.asset_code' end
    ) as fields,
    concat_ws(
        '；',
        case when is_same_thing then '同一项目、同一村有同名资产' end,
        case when is_same_code then '另一填报单位有同一资产编号' end
    ) as detail_zh
from repeated
where is_same_thing or is_same_code
