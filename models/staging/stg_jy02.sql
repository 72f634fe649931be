-- One row is one accepted row of JY02 that is in force at D: person x assistance.
select
    -- lineage
    {{ lineage('jy02') }},

    -- keys
    {{ token('household', 'form.household_code') }} as household_key,
    {{ token('person', 'form.person_code') }} as person_key,
    township.township_code, village.village_code, form.household_code, form.person_code,

    -- texts
    form.county_name, form.township_name, form.village_name, form.person_name, form.willing, form.reason, form.assist_mode,
    form.assist_result, form.remark,

    -- numbers
    form.assist_seq,

    -- dates
    form.registered_date, form.assist_date
{{ in_force_with_place('jy02') }}
