-- One row is one accepted row of BM01 that is in force at D: one alert for one person.
select
    -- lineage
    {{ lineage('bm01') }},

    -- keys
    {{ token('household', 'form.household_code') }} as household_key,
    township.township_code, village.village_code, form.household_code,
    {{ register_code('bm01', 'alert_no') }},

    -- texts
    form.county_name, form.township_name, form.village_name, form.dept, form.person_name, form.id_no, form.alert_type,
    form.match_status, form.verify_result, form.included, form.remark,

    -- numbers
    {{ yuan('alert_value') }},
    {{ yuan('alert_threshold') }},

    -- dates
    form.push_date, form.data_month, form.dispatch_date, form.verify_date, form.feedback_date
{{ in_force_with_place('bm01') }}
