-- One row is one accepted row of BB01 that is in force at D: reporting unit x month x indicator.
select
    -- lineage
    {{ lineage('bb01') }},

    -- texts
    form.county_name, form.indicator_code, form.indicator_name, form.unit,

    -- numbers
    form.value_month, form.value_cum, form.version,

    -- dates
    form.month
{{ in_force('bb01') }}
