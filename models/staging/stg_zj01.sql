-- One row is one accepted row of ZJ01 that is in force at D: one allocation document line.
select
    -- lineage
    {{ lineage('zj01') }},

    -- keys
    {{ register_code('zj01', 'doc_no') }}, {{ register_code('zj01', 'project_code') }},

    -- texts
    form.county_name, form.fund_level, form.fund_name, form.fund_task, form.remark,

    -- numbers
    form.line_no,
    {{ yuan('amount') }},

    -- dates
    form.doc_date
{{ in_force('zj01') }}
