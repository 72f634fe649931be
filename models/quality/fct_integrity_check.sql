-- One row per (check, subject): what must be equal, what was found, and the difference. The gate refuses or holds a release by it.
with compared as (
    select check_id, subject, expected, actual from {{ ref('int_rows_check') }}
    union all
    select check_id, subject, expected, actual from {{ ref('int_money_check') }}
    union all
    select check_id, subject, expected, actual from {{ ref('int_fact_check') }}
    union all
    select check_id, subject, expected, actual from {{ ref('int_region_check') }}
    union all
    select check_id, subject, expected, actual from {{ ref('int_exemption_check') }}
    union all
    select check_id, subject, expected, actual from {{ ref('int_small_cell_check') }}
    union all
    -- The city's row of a rule stands for all its findings; a rule that was not judged has none.
    select
        'finding_count' as check_id,
        result.rule_id || '|' || result.reporting_unit_code as subject,
        coalesce(result.violations, 0) as expected,
        (
            select count(*)
            from {{ ref('fct_finding') }} as finding
            where
                finding.detected
                and finding.rule_id = result.rule_id
                and result.state = 'evaluated'
                and result.reporting_unit_code in (finding.reporting_unit_code, '{{ city() }}')
        ) as actual
    from {{ ref('fct_rule_result') }} as result
    union all
    select
        'stated_total' as check_id,
        form.form_code as subject,
        0 as expected,
        (
            select count(*)
            from {{ ref('sheet_sum') }} as total
            where total.form_code = form.form_code and not total.agrees
        ) as actual
    from {{ ref('dim_form') }} as form
    union all
    select
        guard.check_id,
        form.form_code as subject,
        0 as expected,
        (
            select count(*)
            from {{ ref('fct_cell_gap') }} as gap
            where gap.check_id = guard.check_id and gap.form_code = form.form_code
        ) as actual
    from {{ ref('dim_form') }} as form
    cross join (values ('required_filled'), ('code_known')) as guard (check_id)
)

select
    compared.check_id,
    compared.subject,
    cast(compared.expected as decimal(38, 4)) as expected,
    cast(compared.actual as decimal(38, 4)) as actual,
    cast(compared.actual - compared.expected as decimal(38, 4)) as difference,
    coalesce(compared.actual = compared.expected, false) as passed,
    checks.consequence
from compared
inner join {{ ref('integrity_check') }} as checks on compared.check_id = checks.check_id
