-- One row is one accepted row of HJ01 that is in force at D: one household x snapshot.
select
    -- lineage
    {{ lineage('hj01') }},

    -- keys
    {{ token('household', 'form.household_code') }} as household_key,
    township.township_code, village.village_code, form.household_code,
    {{ register_code('hj01', 'grid_code') }},

    -- texts
    form.county_name, form.township_name, form.village_name, form.hamlet_name, form.head_name, form.head_id_no, form.household_phone,
    form.household_type, form.monitor_category, form.risk_eliminated, form.out_of_poverty_year, form.no_labour_backstop,
    form.is_dangerous_house, form.house_grade, form.safe_water, form.has_dropout, form.has_uninsured, form.has_electricity, form.has_toilet,
    form.road_hardened, form.in_coop, form.helper_name, form.household_status, form.remark,

    -- numbers
    form.member_count, form.labour_count, form.cropland_mu, form.forest_mu, form.orchard_mu, form.returned_mu, form.grass_mu, form.water_mu,
    form.house_area, form.road_distance_km
{{ in_force_with_place('hj01') }}
