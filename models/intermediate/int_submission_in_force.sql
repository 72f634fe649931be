-- One row is one submission whose rows stand at D: in force at T, its period ended by D and, for ledgers that a later one replaces, the latest.
-- A ledger split by township may be followed by single townships: those replace their own rows only (replaced_parts: |a|b|), and a whole ledger
-- that comes after single townships replaces them all.
with ended as (
    select
        submission.submission_id, submission.form_code, submission.reporting_unit_code, submission.period_end,
        coalesce(submission.part, '') as part,
        form.carries
    from {{ ref('submission') }} as submission
    inner join {{ ref('dim_form') }} as form on submission.form_code = form.form_code
    where submission.status = 'in_force' and submission.period_end <= {{ as_of() }}
),

latest as (
    select
        *,
        row_number() over (
            partition by form_code, reporting_unit_code, part order by period_end desc, submission_id asc
        ) as place,
        max(period_end) filter (where part = '') over (
            partition by form_code, reporting_unit_code
        ) as whole_until
    from ended
    where carries = 'snapshot'
),

standing as (
    select submission_id, form_code, reporting_unit_code, part, period_end
    from latest
    where place = 1 and (part = '' or whole_until is null or period_end > whole_until)
),

-- 甘棠 in a row of the whole ledger is the township that the later part calls 甘棠街道.
spelled_parts as (
    select standing.form_code, standing.reporting_unit_code, standing.part as spelling
    from standing
    where standing.part <> ''
    union
    select standing.form_code, standing.reporting_unit_code, other.spelling
    from standing
    inner join {{ ref('int_township_spelling') }} as own
        on standing.reporting_unit_code = own.reporting_unit_code and standing.part = own.spelling
    inner join {{ ref('int_township_spelling') }} as other
        on own.reporting_unit_code = other.reporting_unit_code and own.township_code = other.township_code
),

later_parts as (
    select form_code, reporting_unit_code, '|' || string_agg(spelling, '|' order by spelling) || '|' as replaced_parts
    from spelled_parts
    group by form_code, reporting_unit_code
)

select
    standing.submission_id, standing.form_code, standing.reporting_unit_code,
    case when standing.part = '' then later_parts.replaced_parts end as replaced_parts
from standing
left join later_parts
    on
        standing.form_code = later_parts.form_code
        and standing.reporting_unit_code = later_parts.reporting_unit_code

union all

select submission_id, form_code, reporting_unit_code, cast(null as varchar) as replaced_parts
from ended
where carries = 'period'
