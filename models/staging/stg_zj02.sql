-- One row is one accepted row of ZJ02 that is in force at D: one payment.
select
    -- lineage
    {{ lineage('zj02') }},

    -- keys
    {{ register_code('zj02', 'payment_no') }}, {{ register_code('zj02', 'project_code') }}, {{ register_code('zj02', 'doc_no') }},

    -- texts
    form.county_name, form.fund_level, form.payee, form.pay_kind, form.remark,

    -- numbers
    {{ yuan('amount') }},

    -- dates
    form.pay_date
{{ in_force('zj02') }}
