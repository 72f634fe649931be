"""Two tables that say the same thing must say the same number, in every cell, or the run stops.

What a verdict or a rule result states is counted once more from the tables that show the records themselves:
findings, households, episodes, eliminations. Each query gives one row per cell with how far it is off.
"""

# The city among the reporting units: its rows count what all units have.
CITY = "4112"

# What was not judged states no numbers; its findings are none, and the city's row then cannot be compared.
RULES = f"""
    with found as (
        select
            rule_id, reporting_unit_code, count(*) as violations,
            count(*) filter (where status = 'exempt') as exempted, count(*) filter (where counted) as counted
        from quality.fct_finding
        where detected
        group by all
    ),
    placed as (
        from found where reporting_unit_code <> '{CITY}'
        union all
        select rule_id, '{CITY}', sum(violations), sum(exempted), sum(counted) from found group by rule_id
    )
    select
        rule_id || '|' || reporting_unit_code as cell,
        abs(coalesce(stated.violations, 0) - coalesce(placed.violations, 0))::bigint as violations,
        abs(coalesce(stated.exempted, 0) - coalesce(placed.exempted, 0))::bigint as exempted,
        abs(coalesce(stated.counted, 0) - coalesce(placed.counted, 0))::bigint as counted
    from quality.fct_rule_result as stated
    full join placed using (rule_id, reporting_unit_code)
    where reporting_unit_code <> '{CITY}' or stated.violations is not null
"""

# The subjects of a target: households, episodes and eliminations as the facts show them, and whatever has a
# counted finding; of data quality the records by form. A household of two units is one household of the city.
VERDICTS = f"""
    with active as (
        select reporting_unit_code, record_key, household_key from monitoring.fct_monitoring_episode
        where is_active
    ),
    counted as (
        select distinct
            target, finding.reporting_unit_code as unit,
            case target
                when 'missed_identification'
                    then coalesce(finding.household_key, form_code || '|' || finding.record_key)
                when 'data_quality'
                    then concat_ws('|', submission_id, sheet, coalesce(row_no::varchar, finding.record_key))
                else finding.reporting_unit_code || '|' || coalesce(active.record_key, finding.record_key)
            end as subject
        from quality.fct_finding as finding
        left join active
            on
                finding.target = 'wrong_identification' and finding.form_code = 'HJ02'
                and finding.reporting_unit_code = active.reporting_unit_code
                and finding.household_key = active.household_key
        where counted and detected and target <> 'ledger'
    ),
    listed as (
        select 'missed_identification' as target, reporting_unit_code as unit, household_key as subject
        from core.fct_household
        where
            household_status = '在册'
            and household_key not in (select household_key from active where household_key is not null)
        union
        select 'wrong_identification', reporting_unit_code, reporting_unit_code || '|' || record_key
        from active
        union
        select 'wrong_exit', reporting_unit_code, reporting_unit_code || '|' || record_key
        from monitoring.fct_risk_elimination
        where is_effective
        union
        from counted where target <> 'data_quality'
    ),
    numerator as (
        select target, coalesce(unit, '{CITY}') as unit, count(distinct subject) as number
        from counted group by grouping sets ((target, unit), (target))
    ),
    denominator as (
        select target, coalesce(unit, '{CITY}') as unit, count(distinct subject) as number
        from listed group by grouping sets ((target, unit), (target))
        union all
        select 'data_quality', coalesce(reporting_unit_code, '{CITY}'), sum(records_checked)
        from quality.fct_record_quality
        where reporting_unit_code <> '{CITY}'
        group by grouping sets ((reporting_unit_code), ())
    )
    select
        stated.target || '|' || stated.reporting_unit_code as cell,
        coalesce(abs(stated.numerator - coalesce(numerator.number, 0)), 0)::bigint as numerator,
        coalesce(abs(stated.denominator - coalesce(denominator.number, 0)), 0)::bigint as denominator
    from quality.fct_zero_error as stated
    left join numerator
        on stated.target = numerator.target and stated.reporting_unit_code = numerator.unit
    left join denominator
        on stated.target = denominator.target and stated.reporting_unit_code = denominator.unit
"""

# What each column of the two tables compares.
COMPARED = {
    "violations": "规则结果的违反数等于问题清单",
    "exempted": "规则结果的豁免数等于问题清单",
    "counted": "规则结果的计入数等于问题清单",
    "numerator": "零差错结论的分子等于问题清单中计入的户、户次、消除、记录",
    "denominator": "零差错结论的分母等于各事实表中的户、户次、消除、记录",
}
