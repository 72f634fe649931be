-- One row is one accepted row of PX01 that is in force at D: reporting unit x industry x variety x indicator x year.
select
    -- lineage
    {{ lineage('px01') }},

    -- texts
    form.county_name, form.industry, form.variety, form.genealogy_system, form.genealogy_category, form.indicator, form.value_unit,
    form.value_text, form.remark,

    -- numbers
    form.stat_year, form.value
{{ in_force('px01') }}
