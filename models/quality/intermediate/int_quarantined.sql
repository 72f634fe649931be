-- One row per (target, reporting unit) and (target, city): rows in force that were put aside unread, of forms that a rule of the target needs.
-- Nobody has judged them, so a zero of that target is not known.
with needed as (
    select distinct
        target,
        unnest(string_split(forms_required, ';')) as form_code
    from {{ ref('rule') }}
),

quarantined as (
    select
        standing.form_code, standing.reporting_unit_code,
        sum(submission.rows_quarantined) as rows_quarantined
    from {{ ref('int_submission_in_force') }} as standing
    inner join {{ ref('submission') }} as submission on standing.submission_id = submission.submission_id
    where submission.rows_quarantined > 0
    group by standing.form_code, standing.reporting_unit_code
),

per_form as (
    select
        needed.target, needed.form_code,
        coalesce(quarantined.reporting_unit_code, '{{ city() }}') as reporting_unit_code,
        sum(quarantined.rows_quarantined) as rows_quarantined
    from needed
    inner join quarantined on needed.form_code = quarantined.form_code
    group by grouping sets (
        (needed.target, needed.form_code, quarantined.reporting_unit_code), (needed.target, needed.form_code)
    )
)

select
    target, reporting_unit_code,
    sum(rows_quarantined) as rows_quarantined,
    string_agg(form_code || ' ' || cast(rows_quarantined as varchar) || '行', '、' order by form_code) as forms
from per_form
group by target, reporting_unit_code
