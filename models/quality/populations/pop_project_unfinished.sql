-- One row per project that is neither completed by D nor terminated. A status of completion without a date is PF-02's matter.
select * from {{ ref('pop_project') }}
where
    not is_completed
    and not is_terminated
    and project_status is distinct from '已竣工'
    and project_status is distinct from '已验收'
    and project_status is distinct from '已结算'
    and project_status is distinct from '资产已移交'
