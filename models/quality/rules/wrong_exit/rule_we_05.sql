-- One row per elimination by support without a support measure that was in place by the county's decision. A measure without a start date was not;
-- one that is over now (已终止) was, if it ended on that day or later.
select
    {{ finding('WE-05', 'elimination') }},
    'JC03.elim_mode;JC03.county_date' as fields,
    '县级审定日期' || cast(elimination.county_date as varchar) || '之前没有已落实的帮扶措施' as detail_zh
from {{ ref('pop_elimination_supported') }} as elimination
where not exists (
    select 1
    from {{ ref('fct_support_measure') }} as measure
    where
        measure.episode_key = elimination.episode_key
        and measure.measure_start <= elimination.county_date
        and (
            measure.measure_status = '已落实'
            or (measure.measure_status = '已终止' and measure.measure_end >= elimination.county_date)
        )
)
