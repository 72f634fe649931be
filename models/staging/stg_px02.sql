-- One row is one accepted row of PX02 that is in force at D: one entity x industry x year.
select
    -- lineage
    {{ lineage('px02') }},

    -- keys
    township.township_code, village.village_code,
    {{ register_code('px02', 'credit_code') }},

    -- texts
    form.county_name, form.township_name, form.village_name, form.entity_name, form.entity_type, form.industry, form.products,
    form.remark,

    -- numbers
    form.stat_year, form.processing_capacity, form.storage_capacity, form.benefit_households,
    {{ yuan('output_value') }}
{{ in_force_with_place('px02') }}
