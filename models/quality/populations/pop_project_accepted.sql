-- One row per project that was accepted by D, by its date or, where that is blank, by its status.
select * from {{ ref('pop_project') }}
where
    accept_date <= {{ as_of() }}
    or (accept_date is null and project_status in ('已验收', '已结算', '资产已移交'))
