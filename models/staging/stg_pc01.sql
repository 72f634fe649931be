-- One row is one accepted row of PC01 that is in force at D: household x screening round.
select
    -- lineage
    {{ lineage('pc01') }},

    -- keys
    {{ token('household', 'form.household_code') }} as household_key,
    township.township_code, village.village_code, form.household_code, form.screen_round,

    -- texts
    form.county_name, form.township_name, form.village_name, form.head_name, form.screen_mode, form.screener, form.self_reported,
    form.is_key, form.key_groups, form.found_education, form.found_medical, form.found_house, form.found_water, form.found_sudden,
    form.conclusion, form.not_included_reason, form.signed,

    -- numbers
    form.member_count,
    {{ yuan('found_net_pc') }},
    {{ yuan('found_rigid_expense') }},

    -- dates
    form.screen_date
{{ in_force_with_place('pc01') }}
