-- One row is one accepted row of JC01 that is in force at D: household x monitoring episode.
select
    -- lineage
    {{ lineage('jc01') }},

    -- keys
    {{ token('household', 'form.household_code') }} as household_key,
    household_key || '-' || cast(form.episode_seq as varchar) as episode_key,
    township.township_code, village.village_code, form.household_code,

    -- texts
    form.county_name, form.township_name, form.village_name, form.head_name, form.household_type, form.monitor_category, form.found_channel,
    {{ register_code('jc01', 'alert_no') }},
    form.risk_1, form.risk_2, form.risk_3, form.risk_4, form.risk_5, form.disaster_kind, form.risk_other_note,
    form.id_dropout, form.id_unsafe_house, form.id_uninsured, form.id_unsafe_water, form.dev_support_status, form.contact_name,
    form.contact_phone, form.risk_eliminated, form.remark,

    -- numbers
    form.episode_seq, form.member_count,
    {{ yuan('id_wage') }},
    {{ yuan('id_business') }},
    {{ yuan('id_property') }},
    {{ yuan('id_transfer') }},
    {{ yuan('id_expense') }},
    {{ yuan('id_net') }},
    {{ yuan('id_net_pc') }},
    {{ yuan('id_claims') }},
    {{ yuan('id_selfpay') }},

    -- dates
    form.found_date, form.consent_date, form.visit_date, form.compare_date, form.review_date, form.publicity_start, form.publicity_end,
    form.township_date, form.county_date, form.announce_date, form.identified_month
{{ in_force_with_place('jc01') }}
