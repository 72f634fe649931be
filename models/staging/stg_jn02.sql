-- One row is one accepted row of JN02 that is in force at D: one body.
select
    -- lineage
    {{ lineage('jn02') }},

    -- keys
    {{ register_code('jn02', 'credit_code') }},

    -- texts
    form.county_name, form.body_name, form.body_kind, form.occupations, form.remark,

    -- dates
    form.registered_date
{{ in_force('jn02') }}
