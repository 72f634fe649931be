-- One row is one accepted row of WG01 that is in force at D: one grid.
select
    -- lineage
    {{ lineage('wg01') }},

    -- keys
    township.township_code, village.village_code,
    {{ register_code('wg01', 'grid_code') }},

    -- texts
    form.county_name, form.township_name, form.village_name, form.grid_level, form.grid_chief, form.grid_member, form.phone,

    -- numbers
    form.household_count,

    -- dates
    form.valid_from, form.valid_to
{{ in_force_with_place('wg01') }}
