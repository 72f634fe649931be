-- The four targets. Whom each is about, whom a counted finding hits, and the verdict per unit and for the city ('4112').
-- A record without a household code is a household of its own.
create temp table hit as
select distinct target, reporting_unit_code, ifnull(household_key, form_code || '|' || record_key) as subject, household_key
from quality.fct_finding where counted and target = 'missed_identification'
union all by name
-- A finding on a member stands for the active episodes of the household.
select distinct
    target, f.reporting_unit_code, f.reporting_unit_code || '|' || ifnull(e.record_key, f.record_key) as subject, f.household_key
from quality.fct_finding as f
left join (from monitoring.fct_monitoring_episode where is_active) as e
    on f.form_code = 'HJ02' and e.household_key = f.household_key and e.reporting_unit_code = f.reporting_unit_code
where counted and target = 'wrong_identification'
union all by name
select distinct target, reporting_unit_code, reporting_unit_code || '|' || record_key as subject, household_key
from quality.fct_finding where counted and target = 'wrong_exit';

create temp table subject as
select 'missed_identification' as target, h.reporting_unit_code, household_key as subject, household_key, false as is_hit
from core.fct_household as h
where is_registered and household_key not in (
    select household_key from monitoring.fct_monitoring_episode where is_active and household_key is not null
)
union all by name
select 'wrong_identification' as target, reporting_unit_code, reporting_unit_code || '|' || record_key as subject, household_key, false as is_hit
from monitoring.fct_monitoring_episode where is_active
union all by name
select 'wrong_exit' as target, reporting_unit_code, reporting_unit_code || '|' || record_key as subject, household_key, false as is_hit
from monitoring.fct_risk_elimination where is_effective
union all by name
select *, true as is_hit from hit;

-- DQ-09 judges every row of every form; a stated 合计 has no row, and is a record of its own.
create temp table records_by_form as
select form_code, reporting_unit_code, count(*) as records_checked
from (
    select form_code, reporting_unit_code from record
    union all
    select form_code, reporting_unit_code
    from (select distinct form_code, reporting_unit_code, submission_id, sheet, record_key from summary where row_no is null and stated is not null)
) group by all;

create temp table wrong_record as
select form_code, reporting_unit_code, (submission_id, sheet, coalesce(row_no::varchar, record_key)) as wrong_record
from quality.fct_finding where counted and target = 'data_quality';

create table quality.fct_record_quality as
select form_code, reporting_unit_code, d() as as_of, ifnull(records_wrong, 0)::bigint as records_wrong, records_checked::bigint as records_checked
from (
    select form_code, ifnull(reporting_unit_code, '4112') as reporting_unit_code, sum(records_checked) as records_checked
    from records_by_form group by grouping sets ((form_code, reporting_unit_code), (form_code))
)
left join (
    select form_code, ifnull(reporting_unit_code, '4112') as reporting_unit_code, count(distinct wrong_record) as records_wrong
    from wrong_record group by grouping sets ((form_code, reporting_unit_code), (form_code))
) using (form_code, reporting_unit_code);

-- Who was hit belongs to the denominator as well. The city counts a household of two units once.
create temp table rate as
with one as (
    select target, reporting_unit_code, subject, max(household_key) as household_key, bool_or(is_hit) as is_hit
    from subject group by grouping sets ((target, reporting_unit_code, subject), (target, subject))
)

select
    target, ifnull(reporting_unit_code, '4112') as reporting_unit_code, count_if(is_hit) as numerator, count(*) as denominator,
    ifnull(sum(members) filter (is_hit), 0) as numerator_persons, ifnull(sum(members), 0) as denominator_persons
from one left join household_size using (household_key) group by target, reporting_unit_code
union all by name
select 'data_quality' as target, reporting_unit_code, ifnull(numerator, 0) as numerator, denominator
from (
    select ifnull(reporting_unit_code, '4112') as reporting_unit_code, sum(records_checked) as denominator
    from records_by_form group by grouping sets ((reporting_unit_code), ())
)
left join (
    select ifnull(reporting_unit_code, '4112') as reporting_unit_code, count(distinct wrong_record) as numerator
    from wrong_record group by grouping sets ((reporting_unit_code), ())
) using (reporting_unit_code);

-- Rows that were put aside unread, of forms that some rule of the target needs: nobody has judged them.
create temp table unjudged as
select distinct target, unnest([reporting_unit_code, '4112']) as reporting_unit_code
from (
    select form_code, reporting_unit_code from landed('submission') semi join standing using (submission_id) where rows_quarantined > 0
)
join (select target, unnest(string_split(forms_required, ';')) as form_code from rule) using (form_code);

create table quality.fct_zero_error as
with judged as (
    select
        t.target, u.reporting_unit_code, ifnull(r.numerator, 0) as numerator, ifnull(r.denominator, 0) as denominator,
        numerator_persons, denominator_persons, cast(count(*) as integer) as rules_total, cast(count_if(is_evaluated) as integer) as rules_evaluated
    from reference('zero_error_target') as t
    cross join (select reporting_unit_code from unit union all select '4112') as u
    left join rate as r on r.target = t.target and r.reporting_unit_code = u.reporting_unit_code
    join rule on rule.target = t.target
    join rule_state as s on s.rule_id = rule.rule_id and s.reporting_unit_code = u.reporting_unit_code and is_enabled
    group by all
)

select
    target, reporting_unit_code, d() as as_of, cast(numerator as bigint) as numerator, cast(denominator as bigint) as denominator,
    case
        when numerator > 0 then 'not_met'
        when rules_evaluated < rules_total or (target, reporting_unit_code) in (from unjudged) then 'not_evaluated'
        -- A unit may have no elimination at all; the city may not.
        when denominator = 0 and (target <> 'wrong_exit' or reporting_unit_code = '4112') then 'not_evaluated'
        else 'met'
    end as verdict,
    cast(numerator_persons as bigint) as numerator_persons, cast(denominator_persons as bigint) as denominator_persons, rules_total,
    rules_evaluated
from judged;
