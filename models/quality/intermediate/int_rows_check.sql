-- One row per check of row counts and its subject: nothing is lost or repeated between the sheets, the landing and the facts.
with sheet as (
    select
        submission_id as subject,
        sum(rows_physical) as rows_physical,
        sum(rows_header + rows_data + rows_subtotal + rows_total + rows_footer + rows_blank) as rows_classified,
        sum(rows_data) as rows_data,
        sum(rows_accepted + rows_quarantined) as rows_kept
    from {{ ref('sheet_ledger') }}
    group by submission_id
),

quarantined as (
    select
        submission_id,
        count(distinct sheet || '|' || cast(row_no as varchar)) as quarantined_rows
    from {{ ref('quarantine_cell') }}
    group by submission_id
),

landed as (
    {%- for seed, fact, condition in form_facts() %}
    select
        submission_id,
        count(*) as landed_rows
    from {{ ref(seed) }}
    group by submission_id
    {{ "union all" if not loop.last }}
    {%- endfor %}
),

standing as (
    {%- for seed, fact, condition in form_facts() %}
    select
        '{{ seed | upper }}' as subject,
        count(*) as standing_rows
    {{ standing_rows(seed) }}
    {{ "union all" if not loop.last }}
    {%- endfor %}
),

kept as (
    {%- for seed, fact, condition in form_facts() %}
    select
        '{{ seed | upper }}' as subject,
        count(*) as fact_rows
    from {{ ref(fact) }}
    where {{ condition }}
    {{ "union all" if not loop.last }}
    {%- endfor %}
)

select
    'rows_classified' as check_id,
    subject,
    rows_physical as expected,
    rows_classified as actual
from sheet

union all

select
    'rows_accepted_or_quarantined' as check_id,
    subject,
    rows_data as expected,
    rows_kept as actual
from sheet

union all

select
    'quarantine_rows' as check_id,
    submission.submission_id as subject,
    submission.rows_quarantined as expected,
    coalesce(quarantined.quarantined_rows, 0) as actual
from {{ ref('submission') }} as submission
left join quarantined on submission.submission_id = quarantined.submission_id
where submission.status = 'in_force'

union all

select
    'rows_landed' as check_id,
    submission.submission_id as subject,
    submission.rows_accepted as expected,
    coalesce(landed.landed_rows, 0) as actual
from {{ ref('submission') }} as submission
left join landed on submission.submission_id = landed.submission_id
where submission.status = 'in_force'

union all

select
    'rows_in_fact' as check_id,
    standing.subject,
    standing.standing_rows as expected,
    kept.fact_rows as actual
from standing
inner join kept on standing.subject = kept.subject
