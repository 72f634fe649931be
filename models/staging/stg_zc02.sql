-- One row is one accepted row of ZC02 that is in force at D: one asset x one year.
select
    -- lineage
    {{ lineage('zc02') }},

    -- keys
    township.township_code, village.village_code, {{ register_code('zc02', 'asset_code') }},

    -- texts
    form.county_name, form.township_name, form.village_name, form.asset_name, form.income_year, form.benefit_village_name,
    form.is_out_of_poverty_village, form.remark,

    -- numbers
    form.benefit_households, form.publicity_days,
    {{ yuan('income_due') }},
    {{ yuan('income_received') }},
    {{ yuan('dist_collective') }},
    {{ yuan('dist_households') }},
    {{ yuan('dist_posts') }},
    {{ yuan('dist_public') }},
    {{ yuan('dist_other') }},
    {{ yuan('undistributed') }},

    -- dates
    form.received_date, form.publicity_start
{{ in_force_with_place('zc02') }}
