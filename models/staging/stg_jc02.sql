-- One row is one accepted row of JC02 that is in force at D: episode x measure.
select
    -- lineage
    {{ lineage('jc02') }},

    -- keys
    {{ token('household', 'form.household_code') }} as household_key,
    household_key || '-' || cast(form.episode_seq as varchar) as episode_key,
    {{ token('person', 'form.person_code') }} as person_key,
    township.township_code, village.village_code, form.household_code, form.person_code, {{ register_code('jc02', 'project_code') }},

    -- texts
    form.county_name, form.township_name, form.village_name, form.measure_class, form.measure_name, form.target_risk, form.provider,
    form.measure_status, form.remark,

    -- numbers
    form.episode_seq, form.measure_seq,
    {{ yuan('amount') }},

    -- dates
    form.measure_start, form.measure_end
{{ in_force_with_place('jc02') }}
