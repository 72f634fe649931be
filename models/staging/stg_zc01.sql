-- One row is one accepted row of ZC01 that is in force at D: one asset.
select
    -- lineage
    {{ lineage('zc01') }},

    -- keys
    township.township_code, village.village_code, {{ register_code('zc01', 'asset_code') }}, {{ register_code('zc01', 'project_code') }},

    -- texts
    form.county_name, form.township_name, form.village_name, form.asset_name, form.project_name, form.project_year, form.asset_category,
    form.asset_type, form.quantity_unit, form.confirmed_flag, form.ownership_level, form.owner_name, form.certificate_no,
    form.operation_mode, form.operator_name, form.maintainer, form.maintainer_person, form.asset_status, form.remark,

    -- numbers
    form.quantity,
    {{ yuan('original_value') }},
    {{ yuan('value_central') }},
    {{ yuan('value_provincial') }},
    {{ yuan('value_city') }},
    {{ yuan('value_county') }},
    {{ yuan('value_bond') }},
    {{ yuan('value_donation') }},
    {{ yuan('value_counterpart') }},
    {{ yuan('value_other') }},
    {{ yuan('confirmed_value') }},
    {{ yuan('contract_income') }},
    {{ yuan('maintenance_fund') }},

    -- dates
    form.acquired_month, form.confirmed_date, form.handover_date, form.contract_start, form.contract_end
{{ in_force_with_place('zc01') }}
