-- One row is one accepted row of JN01 that is in force at D: person x course.
select
    -- lineage
    {{ lineage('jn01') }},

    -- keys
    {{ token('person', 'form.person_code') }} as person_key,
    township.township_code, village.village_code, form.person_code,
    {{ register_code('jn01', 'course_code') }},

    -- texts
    form.county_name, form.township_name, form.village_name, form.person_name, form.id_no, form.person_group, form.course_name,
    form.provider, form.is_completed, form.certificate_type, form.certificate_level, form.certificate_no, form.remark,

    -- numbers
    {{ yuan('subsidy') }},

    -- dates
    form.course_start, form.course_end, form.certificate_date
{{ in_force_with_place('jn01') }}
