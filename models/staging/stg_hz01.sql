-- One row is one accepted row of HZ01 that is in force at D: one co-operative.
select
    -- lineage
    {{ lineage('hz01') }},

    -- keys
    township.township_code, village.village_code,
    {{ register_code('hz01', 'credit_code') }},

    -- texts
    form.county_name, form.township_name, form.village_name, form.coop_name, form.coop_type, form.party_branch_name, form.lead_name,
    form.lead_party_post, form.lead_coop_post, form.main_industry, form.coop_status, form.remark,

    -- numbers
    form.member_households, form.member_oop_households, form.member_monitored_households, form.land_mu,
    {{ yuan('capital_total') }},
    {{ yuan('capital_collective') }},
    {{ yuan('capital_households') }},
    {{ yuan('capital_other') }},
    {{ yuan('income_last_year') }},
    {{ yuan('dividend_collective') }},

    -- dates
    form.founded_date
{{ in_force_with_place('hz01') }}
