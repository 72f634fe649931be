-- What stands at D: macros, the landed forms, and the submissions whose rows count.
-- From outside come four variables: as_of, landing and reference (folders), token_key.
create schema core; create schema assets; create schema projects; create schema monitoring; create schema livelihoods;
create schema industry; create schema quality;

create macro d() as getvariable('as_of');
create macro landed(seed) as table select * from read_parquet(getvariable('landing') || '/' || seed || '/*.parquet');
create macro reference(name) as table
    select * from read_csv(getvariable('reference') || '/' || name || '.csv', header = true, all_varchar = true);
create macro holds(valid_from, valid_to) as cast(valid_from as date) <= d() and coalesce(cast(valid_to as date) >= d(), true);
create macro token(kind, value) as left(sha256(getvariable('token_key') || '|' || kind || '|' || value), 32);
create macro yuan(amount, factor) as cast(amount * factor as decimal(18, 2));
create macro month_number(day) as year(day) * 12 + month(day);
-- 20220831 - 20000229 = 220602: completed years stand before the last four digits.
create macro ymd(day) as year(day) * 10000 + month(day) * 100 + day(day);
create macro age_on(birth, day) as case when birth <= day then cast((ymd(day) - ymd(birth)) // 10000 as integer) end;

-- GB 11643: all 18 characters, weighted by powers of two, leave 1 when divided by 11; positions 7 to 14 are a day from 1900 on.
create macro id_sum(digits) as
    (digits // 10000000000000000 % 10) * 131072 + (digits // 1000000000000000 % 10) * 65536 + (digits // 100000000000000 % 10) * 32768
    + (digits // 10000000000000 % 10) * 16384 + (digits // 1000000000000 % 10) * 8192 + (digits // 100000000000 % 10) * 4096
    + (digits // 10000000000 % 10) * 2048 + (digits // 1000000000 % 10) * 1024 + (digits // 100000000 % 10) * 512
    + (digits // 10000000 % 10) * 256 + (digits // 1000000 % 10) * 128 + (digits // 100000 % 10) * 64 + (digits // 10000 % 10) * 32
    + (digits // 1000 % 10) * 16 + (digits // 100 % 10) * 8 + (digits // 10 % 10) * 4 + (digits % 10) * 2;
create macro id_check(digits, last) as (id_sum(digits) + if(last = 'X', 10, try_cast(last as integer))) % 11 = 1;
create macro id_ok(id) as coalesce(
    regexp_matches(id, '^[0-9]{17}[0-9Xx]') and try_strptime(substr(id, 7, 8), '%Y%m%d') >= timestamp '1900-01-01'
    and id_check(try_cast(left(id, 17) as bigint), upper(substr(id, 18, 1))), false
);
-- A code that holds what looks like an ID number, right or wrong, must not be published. In keys a blank part is nothing.
create macro public_code(kind, code) as
    case
        when length(code) >= 18
            and regexp_matches(code, '[0-9]{6}(19[0-9]|20[0-2])[0-9](0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])[0-9]{3}[0-9Xx]')
            then token(kind, code)
        else code
    end;
create macro key_part(kind, code) as coalesce(public_code(kind, cast(code as varchar)), '');

-- One row per submission that stands. A whole ledger later than a part replaces it; the townships of a part later than the whole leave the whole.
create temp table standing as
with ended as (
    select
        submission_id, form_code, reporting_unit_code, coalesce(part, '') as part, period_end,
        form_code in ('BB01', 'PC01', 'PC02', 'PX01', 'PX02', 'SZ01', 'ZC02') as adds_up
    from landed('submission')
    where status = 'in_force' and period_end <= d()
    qualify adds_up or period_end = max(period_end) over (partition by form_code, reporting_unit_code, part)
),

whole as (
    select form_code, reporting_unit_code, period_end as whole_end from ended where part = '' and not adds_up
)

select submission_id, form_code, reporting_unit_code, part, period_end, adds_up
from ended left join whole using (form_code, reporting_unit_code)
where adds_up or part = '' or whole_end is null or period_end > whole_end;
