-- One row is one accepted row of XM02 that is in force at D: project x household x year.
select
    -- lineage
    {{ lineage('xm02') }},

    -- keys
    {{ token('household', 'form.household_code') }} as household_key,
    township.township_code, village.village_code, {{ register_code('xm02', 'project_code') }}, form.household_code,

    -- texts
    form.county_name, form.township_name, form.village_name, form.year, form.head_name, form.household_group, form.linkage_mode,
    form.remark,

    -- numbers
    form.member_count,
    {{ yuan('income_gain') }}
{{ in_force_with_place('xm02') }}
