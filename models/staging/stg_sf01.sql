-- One row is one accepted row of SF01 that is in force at D: village x programme.
select
    -- lineage
    {{ lineage('sf01') }},

    -- keys
    township.township_code, village.village_code,
    {{ register_code('sf01', 'project_code') }},

    -- texts
    form.county_name, form.township_name, form.village_name, form.programme, form.level, form.grade, form.batch, form.certified_no,
    form.remark,

    -- numbers
    {{ yuan('support_total') }},
    {{ yuan('support_city_bridging') }},
    {{ yuan('support_other_bridging') }},

    -- dates
    form.apply_date, form.listed_date, form.certified_date, form.revoked_date
{{ in_force_with_place('sf01') }}
