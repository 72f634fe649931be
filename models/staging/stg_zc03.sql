-- One row is one accepted row of ZC03 that is in force at D: one event of one asset.
select
    -- lineage
    {{ lineage('zc03') }},

    -- keys
    township.township_code, village.village_code,
    {{ register_code('zc03', 'asset_code') }},

    -- texts
    form.county_name, form.township_name, form.village_name, form.event_type, form.approval_no, form.remark,

    -- numbers
    form.event_seq, form.publicity_days,
    {{ yuan('value_before') }},
    {{ yuan('value_after') }},
    {{ yuan('appraised_value') }},
    {{ yuan('disposal_income') }},

    -- dates
    form.event_date
{{ in_force_with_place('zc03') }}
