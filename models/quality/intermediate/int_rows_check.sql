-- One row per check of row counts and its subject: nothing is lost or repeated between the sheets, the landing and the facts.
select
    'rows_classified' as check_id,
    submission_id as subject,
    sum(rows_physical) as expected,
    sum(rows_header + rows_data + rows_subtotal + rows_total + rows_footer + rows_blank) as actual
from {{ ref('sheet_ledger') }}
group by submission_id

union all

select
    'rows_accepted_or_quarantined' as check_id,
    submission_id as subject,
    sum(rows_data) as expected,
    sum(rows_accepted + rows_quarantined) as actual
from {{ ref('sheet_ledger') }}
group by submission_id

union all

select
    'quarantine_rows' as check_id,
    submission.submission_id as subject,
    submission.rows_quarantined as expected,
    coalesce(quarantined.places, 0) as actual
from {{ ref('submission') }} as submission
left join (
    select
        submission_id,
        count(distinct sheet || '|' || cast(row_no as varchar)) as places
    from {{ ref('quarantine_cell') }}
    group by submission_id
) as quarantined on submission.submission_id = quarantined.submission_id
where submission.status = 'in_force'

{%- for seed, fact, condition in form_facts() %}

union all

select
    'rows_landed' as check_id,
    submission.submission_id as subject,
    submission.rows_accepted as expected,
    coalesce(landed.landed_rows, 0) as actual
from {{ ref('submission') }} as submission
left join (
    select
        submission_id,
        count(*) as landed_rows
    from {{ ref(seed) }}
    group by submission_id
) as landed on submission.submission_id = landed.submission_id
where submission.status = 'in_force' and submission.form_code = '{{ seed | upper }}'

union all

select
    'rows_in_fact' as check_id,
    '{{ seed | upper }}' as subject,
    (select count(*) {{ standing_rows(seed) }}) as expected,
    (select count(*) from {{ ref(fact) }} where {{ condition }}) as actual
{%- endfor %}
