-- One row per (check, cell) of the rows in force: a required cell that is blank, or a label that its code list does not have at D.
-- It guards all forms alike and needs no rule: what rules filter by must be there and known before an empty population means anything.
with label as (
    select
        listed.code_list,
        list(listed.label_zh) as labels
    from {{ ref('code_list') }} as listed
    where {{ holds_at_as_of('listed') }}
    group by listed.code_list
),

judged as (
    {%- for seed, fact, condition in form_facts() %}
    select
        form.submission_id, form.reporting_unit_code, '{{ seed | upper }}' as form_code, form.sheet, form.row_no,
        {{ words_where(cell_gaps(seed), 1, ';') }} as gaps
    from (
        select
            form.*,
            submission.reporting_unit_code
        {{ standing_rows(seed) }}
    ) as form
    {{ "union all" if not loop.last }}
    {%- endfor %}
),

listed as (
    select
        submission_id, reporting_unit_code, form_code, sheet, row_no,
        unnest(string_split(gaps, ';')) as gap
    from judged
    where gaps <> ''
)

select
    split_part(gap, '|', 1) as check_id,
    submission_id, reporting_unit_code, form_code, sheet, row_no,
    split_part(gap, '|', 2) as column_name
from listed
