-- One row is one accepted row of GY01 that is in force at D: person x post spell.
select
    -- lineage
    {{ lineage('gy01') }},

    -- keys
    {{ token('household', 'form.household_code') }} as household_key,
    {{ token('person', 'form.person_code') }} as person_key,
    township.township_code, village.village_code, form.household_code, form.person_code,
    {{ register_code('gy01', 'post_code') }},

    -- texts
    form.county_name, form.township_name, form.village_name, form.person_name, form.id_no, form.person_group, form.post_type,
    form.is_yipin, form.is_temporary, form.fund_source, form.remark,

    -- numbers
    form.contract_months, form.paid_months, form.publicity_days,
    {{ yuan('monthly_pay') }},

    -- dates
    form.hire_date, form.leave_date
{{ in_force_with_place('gy01') }}
