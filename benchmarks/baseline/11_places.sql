-- The codes behind place names. A name from before a change means what took the place of the village or township.
create temp table village_history as
select
    village_code, village_name, short_name, county_name, reporting_unit_code, managing_township_code as township_code,
    managing_township_name as township_name, cast(valid_to as date) as valid_to, holds(valid_from, valid_to) as is_now
from reference('region_village') where cast(valid_from as date) <= d();

create temp table region as select * from village_history where is_now;

-- Every code that was ever in use, with the village that counts for it at D.
create temp table successor as
with recursive step as (
    select distinct village_code as old_code, village_code from village_history
    union
    select step.old_code, change.to_code || substr(step.village_code, length(change.from_code) + 1) as village_code
    from step
    join village_history as ended using (village_code)
    join reference('region_succession') as change
        on starts_with(step.village_code, change.from_code) and ended.valid_to + 1 = cast(change.valid_from as date)
    where change.is_main = 'Y' and cast(change.valid_from as date) <= d() and step.village_code not in (select village_code from region)
)

select step.old_code, region.village_code, region.township_code
from step join region using (village_code);

-- The township that stands for an older one: itself, or the only one to which its villages went.
create temp table township_successor as
select
    h.township_code as old_code,
    case when bool_or(h.township_code = s.township_code) then h.township_code when count(distinct s.township_code) = 1 then min(s.township_code) end
        as township_code
from village_history as h join successor as s on h.village_code = s.old_code
group by h.township_code;

-- One row per unit and way to write a township; a registered name goes before a shortened one, a name at D before an older one, and an
-- ambiguous one means nothing.
create temp table township as
with named as (
    select reporting_unit_code, s.township_code, township_name, min(if(is_now, 0, 2)) as age
    from village_history as h join township_successor as s on h.township_code = s.old_code
    where s.township_code is not null group by all
),

spelled as (
    select reporting_unit_code, township_code, age, unnest([
        {'name': township_name, 'rank': 1}, {'name': regexp_replace(township_name, '(街道|镇|乡)$', ''), 'rank': 2},
        {'name': if(township_name like '%街道', township_name || '办', null), 'rank': 2},
        {'name': if(township_name like '%街道', township_name || '办事处', null), 'rank': 2}
    ], recursive := true)
    from named
)

select reporting_unit_code, name as township_name, min(township_code) as named_code
from (select * from spelled where name <> '' qualify rank + age = min(rank + age) over (partition by reporting_unit_code, name))
group by all having count(distinct township_code) = 1;

create temp table village as
with spelled as (
    select h.reporting_unit_code, t.township_code as named_code, s.village_code, s.township_code as township_now, if(h.is_now, 0, 2) as age, unnest([
        {'name': village_name, 'rank': 1}, {'name': short_name, 'rank': 1}, {'name': short_name || '村', 'rank': 2},
        {'name': short_name || '社区', 'rank': 2}, {'name': regexp_replace(short_name, '村$', ''), 'rank': 2}
    ], recursive := true)
    from village_history as h
    join successor as s on h.village_code = s.old_code
    join township_successor as t on h.township_code = t.old_code
)

select reporting_unit_code, named_code, name as village_name, min(village_code) as village_code, min(township_now) as township_now
from (
    select * from spelled where name <> ''
    qualify rank + age = min(rank + age) over (partition by reporting_unit_code, named_code, name)
)
group by all having count(distinct village_code) = 1;

-- The townships of a whole ledger whose rows a later part has replaced, however the whole ledger spells them.
create temp table replaced_township as
select whole.submission_id, named_code
from standing as whole
join standing as later using (form_code, reporting_unit_code)
join township on township.reporting_unit_code = later.reporting_unit_code and township_name = later.part
where whole.part = '' and later.part <> '' and not whole.adds_up;

-- The rows of a form that stand, with unit, township and village. The second macro is for forms without places.
create macro standing_rows(seed) as table
select
    f.* exclude (seq, county_name), s.reporting_unit_code, coalesce(v.township_now, t.named_code) as township_code, v.village_code
from landed(seed) as f
join standing as s using (submission_id)
left join township as t on t.reporting_unit_code = s.reporting_unit_code and t.township_name = f.township_name
left join village as v
    on v.reporting_unit_code = s.reporting_unit_code and v.named_code = t.named_code and v.village_name = f.village_name
where (f.submission_id, t.named_code) not in (select (submission_id, named_code) from replaced_township);

create macro standing_sums(seed) as table
select f.* exclude (seq, county_name), s.reporting_unit_code from landed(seed) as f join standing as s using (submission_id);
