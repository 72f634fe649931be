-- One row is one accepted row of SZ01 that is in force at D: household x accounting round.
select
    -- lineage
    {{ lineage('sz01') }},

    -- keys
    {{ token('household', 'form.household_code') }} as household_key,
    township.township_code, village.village_code, form.household_code, form.round_code,

    -- texts
    form.county_name, form.township_name, form.village_name, form.head_name, form.household_group, form.weak_item, form.uplift_measure,
    form.accountant, form.signed,

    -- numbers
    form.member_count,
    {{ yuan('wage') }},
    {{ yuan('wage_work') }},
    {{ yuan('wage_post') }},
    {{ yuan('business') }},
    {{ yuan('business_expense') }},
    {{ yuan('business_net') }},
    {{ yuan('property') }},
    {{ yuan('property_dividend') }},
    {{ yuan('transfer') }},
    {{ yuan('transfer_dibao') }},
    {{ yuan('transfer_tekun') }},
    {{ yuan('transfer_pension') }},
    {{ yuan('transfer_eco') }},
    {{ yuan('transfer_other') }},
    {{ yuan('net') }},
    {{ yuan('net_pc') }},
    {{ yuan('selfpay') }},
    {{ yuan('net_pc_prev') }},

    -- dates
    form.period_start, form.period_end, form.account_date
{{ in_force_with_place('sz01') }}
