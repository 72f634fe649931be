-- One row is one accepted row of HJ02 that is in force at D: one person x snapshot.
select
    -- lineage
    {{ lineage('hj02') }},

    -- keys
    {{ token('household', 'form.household_code') }} as household_key,
    {{ token('person', 'form.person_code') }} as person_key,
    township.township_code, village.village_code, form.household_code, form.person_code,

    -- texts
    form.county_name, form.township_name, form.village_name, form.person_name, form.sex, form.id_type, form.id_no, form.relation,
    form.ethnicity, form.political, form.education, form.school_status, form.no_school_reason, form.health, form.disability_code,
    form.labour_skill, form.med_resident, form.med_worker, form.med_serious, form.pension_resident, form.pension_worker, form.dibao,
    form.tekun, form.work_place, form.post_types, form.phone, form.person_status, form.change_reason,

    -- numbers
    form.work_months, form.post_months,

    -- dates
    form.birth_date, form.change_month
{{ in_force_with_place('hj02') }}
