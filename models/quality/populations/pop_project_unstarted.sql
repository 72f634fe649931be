-- One row per project that is approved, by date or by status, and not started by D. A status of start without a date is PF-02's matter.
select * from {{ ref('pop_project_unfinished') }}
where
    not is_started
    and project_status is distinct from '已开工'
    and (is_approved or project_status in ('已批复', '已招标'))
