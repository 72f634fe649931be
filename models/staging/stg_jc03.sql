-- One row is one accepted row of JC03 that is in force at D: episode x elimination attempt.
select
    -- lineage
    {{ lineage('jc03') }},

    -- keys
    {{ token('household', 'form.household_code') }} as household_key,
    household_key || '-' || cast(form.episode_seq as varchar) as episode_key,
    township.township_code, village.village_code, form.household_code,

    -- texts
    form.county_name, form.township_name, form.village_name, form.elim_mode, form.el_dropout, form.el_house_damaged, form.el_uninsured,
    form.el_water_damaged, form.revert_kind, form.remark,

    -- numbers
    form.episode_seq, form.elim_seq,
    {{ yuan('el_wage') }},
    {{ yuan('el_business') }},
    {{ yuan('el_property') }},
    {{ yuan('el_transfer') }},
    {{ yuan('el_expense') }},
    {{ yuan('el_net') }},
    {{ yuan('el_net_pc') }},
    {{ yuan('el_claims') }},
    {{ yuan('el_selfpay') }},

    -- dates
    form.visit_date, form.review_date, form.publicity_start, form.publicity_end, form.township_date, form.county_date,
    form.eliminated_month, form.revert_date
{{ in_force_with_place('jc03') }}
