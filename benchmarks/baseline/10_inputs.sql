-- What stands at D: macros, the landed forms, the submissions whose rows count, and the codes behind place names.
-- From outside come four variables: as_of, landing and reference (folders), token_key.
create schema core; create schema assets; create schema projects; create schema monitoring; create schema livelihoods; create schema quality;

create macro d() as getvariable('as_of');
create macro landed(seed) as table select * from read_parquet(getvariable('landing') || '/' || seed || '/*.parquet');
create macro reference(name) as table
    select * from read_csv(getvariable('reference') || '/' || name || '.csv', header = true, all_varchar = true);
create macro token(kind, value) as left(sha256(getvariable('token_key') || '|' || kind || '|' || value), 32);
create macro yuan(amount, factor) as cast(amount * factor as decimal(18, 2));

-- GB 11643: all 18 characters, weighted by powers of two, leave 1 when divided by 11; positions 7 to 14 are a day from 1900 on.
create macro id_sum(digits) as
    (digits // 10000000000000000 % 10) * 131072 + (digits // 1000000000000000 % 10) * 65536 + (digits // 100000000000000 % 10) * 32768
    + (digits // 10000000000000 % 10) * 16384 + (digits // 1000000000000 % 10) * 8192 + (digits // 100000000000 % 10) * 4096
    + (digits // 10000000000 % 10) * 2048 + (digits // 1000000000 % 10) * 1024 + (digits // 100000000 % 10) * 512
    + (digits // 10000000 % 10) * 256 + (digits // 1000000 % 10) * 128 + (digits // 100000 % 10) * 64 + (digits // 10000 % 10) * 32
    + (digits // 1000 % 10) * 16 + (digits // 100 % 10) * 8 + (digits // 10 % 10) * 4 + (digits % 10) * 2;
create macro id_check(digits, last) as (id_sum(digits) + if(last = 'X', 10, try_cast(last as integer))) % 11 = 1;
create macro id_ok(id) as
    regexp_matches(id, '^[0-9]{17}[0-9Xx]') and try_strptime(substr(id, 7, 8), '%Y%m%d') >= timestamp '1900-01-01'
    and id_check(try_cast(left(id, 17) as bigint), upper(substr(id, 18, 1)));
-- A register code in which somebody typed an ID number must not be published.
create macro public_code(kind, code) as
    case
        when length(code) >= 18 and substr(code, 7, 2) in ('19', '20') and coalesce(id_ok(code), false) then token(kind, code)
        else coalesce(code, '')
    end;

-- One row per submission that stands. A whole ledger later than a part replaces it; the townships of a part later than the whole leave the whole.
create temp table standing as
with ended as (
    select
        submission_id, form_code, reporting_unit_code, coalesce(part, '') as part, period_end,
        form_code in ('ZC02', 'SZ01', 'PC01') as adds_up
    from landed('submission')
    where status = 'in_force' and period_end <= d()
    qualify adds_up or period_end = max(period_end) over (partition by form_code, reporting_unit_code, part)
),

whole as (
    select form_code, reporting_unit_code, period_end as whole_end from ended where part = '' and not adds_up
)

select submission_id, form_code, reporting_unit_code, part, period_end
from ended left join whole using (form_code, reporting_unit_code)
where adds_up or part = '' or whole_end is null or period_end > whole_end;

create temp table region as
select * replace (managing_township_code as township_code, managing_township_name as township_name) from reference('region_village')
where cast(valid_from as date) <= d() and (valid_to is null or cast(valid_to as date) >= d());

-- One row per unit and way to write a township; a registered name goes before a shortened one, an ambiguous one means nothing.
create temp table township as
with spelled as (
    select distinct reporting_unit_code, township_code, unnest([
        {'name': township_name, 'rank': 1}, {'name': regexp_replace(township_name, '(街道|镇|乡)$', ''), 'rank': 2},
        {'name': if(township_name like '%街道', township_name || '办', null), 'rank': 2},
        {'name': if(township_name like '%街道', township_name || '办事处', null), 'rank': 2}
    ], recursive := true)
    from region
)

select reporting_unit_code, name as township_name, min(township_code) as township_code
from (select * from spelled where name <> '' qualify rank = min(rank) over (partition by reporting_unit_code, name))
group by all having count(distinct township_code) = 1;

-- Registers only: the townships of a whole ledger whose rows a later part has replaced, however the whole ledger spells them.
create temp table replaced_township as
select whole.submission_id, township_code
from standing as whole
join standing as later using (form_code, reporting_unit_code)
join township on township.reporting_unit_code = later.reporting_unit_code and township_name = later.part
where form_code in ('HJ01', 'HJ02') and whole.part = '' and later.part <> '';

create temp table village as
with spelled as (
    select distinct reporting_unit_code, township_code, village_code, unnest([
        {'name': village_name, 'rank': 1}, {'name': short_name, 'rank': 1}, {'name': short_name || '村', 'rank': 2},
        {'name': short_name || '社区', 'rank': 2}, {'name': regexp_replace(short_name, '村$', ''), 'rank': 2}
    ], recursive := true)
    from region
)

select reporting_unit_code, township_code, name as village_name, min(village_code) as village_code
from (select * from spelled where name <> '' qualify rank = min(rank) over (partition by reporting_unit_code, township_code, name))
group by all having count(distinct village_code) = 1;
