-- What all rules use: their reference, the parameters of D, the screening round, and the table that violations go to.
create temp table rule as from reference('rule');

create temp table parameter as
select param_id, value
from (
    select param_id, value, valid_from, valid_to, 1 as own from landed('parameter_override') where scope_code = '100000'
    union all by name
    select param_id, value, cast(valid_from as date) as valid_from, cast(valid_to as date) as valid_to, 0 as own
    from reference('parameter') where scope_code = '100000'
)
where valid_from <= d() and (valid_to is null or valid_to >= d())
qualify row_number() over (partition by param_id order by own desc, valid_from desc) = 1;

create macro days(name) as (select cast(value as integer) from parameter where param_id = name);
create macro tolerance(name, factor) as (select cast(value as decimal(18, 4)) * factor from parameter where param_id = name);

create temp table screening_round as
select round_code, cast(period_start as date) as starts, cast(period_end as date) as ends
from reference('reporting_round') where form_code = 'PC01' and cast(period_end as date) <= d()
order by ends desc limit 1;

-- The record of each rule: where it stands and whose it is. Sums of a unit have no row of their own.
create temp table violation (
    rule_id varchar, reporting_unit_code varchar, form_code varchar, record_key varchar, household_key varchar, submission_id varchar, sheet varchar,
    row_no integer
);

create temp table population (rule_id varchar, reporting_unit_code varchar, checked bigint);
