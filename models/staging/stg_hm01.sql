-- One row is one accepted row of HM01 that is in force at D: rule x record.
select
    -- lineage
    {{ lineage('hm01') }},

    -- keys
    {{ key_text('form.record_key', 'hm01', 'record_key') }} as exempt_record_key,

    -- texts
    form.county_name, form.rule_id, form.explanation, form.evidence, form.approver,

    -- dates
    form.apply_date, form.approve_date, form.valid_to
{{ in_force('hm01') }}
