-- One row is one accepted row of XM01 that is in force at D: one project x snapshot.
select
    -- lineage
    {{ lineage('xm01') }},

    -- keys
    township.township_code, village.village_code, {{ register_code('xm01', 'project_code') }},

    -- texts
    form.county_name, form.township_name, form.village_name, form.project_name, form.project_year, form.project_type, form.build_nature,
    form.site, form.build_content, form.implementer, form.responsible_person, form.approval_no, form.project_status, form.linkage_modes,
    form.performance_goal, {{ register_code('xm01', 'asset_codes') }}, form.remark,

    -- numbers
    form.progress_pct, form.benefit_households, form.benefit_persons, cast(form.income_gain_per_household as decimal(18, 2)) as income_gain_per_household_yuan,
    {{ yuan('fund_total') }},
    {{ yuan('fund_bridging') }},
    {{ yuan('fund_other_fiscal') }},
    {{ yuan('fund_self') }},
    {{ yuan('audited_amount') }},
    {{ yuan('fund_payable') }},
    {{ yuan('fund_paid') }},

    -- dates
    form.library_date, form.approval_date, form.plan_start, form.plan_finish, form.actual_start, form.actual_finish, form.accept_date
{{ in_force_with_place('xm01') }}
