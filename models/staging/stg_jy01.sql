-- One row is one accepted row of JY01 that is in force at D: person x job spell.
select
    -- lineage
    {{ lineage('jy01') }},

    -- keys
    {{ token('household', 'form.household_code') }} as household_key,
    {{ token('person', 'form.person_code') }} as person_key,
    township.township_code, village.village_code, form.household_code, form.person_code,

    -- texts
    form.county_name, form.township_name, form.village_name, form.person_name, form.id_no, form.household_type, form.monitor_category,
    form.labour_skill, form.is_employed, form.work_province, form.work_city, form.work_county, form.employer, form.sector,
    form.job_channel, form.job_batch, form.point_to_point, form.phone, form.remark,

    -- numbers
    form.spell_seq,
    {{ yuan('monthly_wage') }},
    {{ yuan('transport_subsidy') }},

    -- dates
    form.start_month, form.end_month
{{ in_force_with_place('jy01') }}
