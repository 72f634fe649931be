-- One row per elimination with a support measure that brings income, and none of that income afterwards. A blank income is reported by WE-10.
{%- set contradictions = [
    ("earns_wage and el_wage_yuan = 0", "'JC02.measure_class;JC03.el_wage'", "'有就业或公益岗位帮扶，工资性收入为0'"),
    ("gets_transfer and el_transfer_yuan = 0", "'JC02.measure_name;JC03.el_transfer'", "'有低保、特困供养或残疾人补贴，转移性收入为0'"),
    ("runs_business and el_business_yuan = 0", "'JC02.measure_class;JC03.el_business'", "'有产业帮扶，生产经营性收入为0'"),
] %}

with measure as (
    select
        episode_key,
        bool_or(measure_class in ('就业帮扶', '公益岗位帮扶')) as earns_wage,
        bool_or(measure_name in ('低保', '特困供养', '残疾人补贴')) as gets_transfer,
        bool_or(measure_class = '产业帮扶') as runs_business
    from {{ ref('fct_support_measure') }}
    group by episode_key
),

judged as (
    select
        elimination.*,
        {{ words_where(contradictions, 1, ';') }} as fields,
        {{ words_where(contradictions, 2, '；') }} as detail_zh
    from {{ ref('pop_elimination') }} as elimination
    inner join measure on elimination.episode_key = measure.episode_key
)

select
    {{ finding('WE-09', 'judged') }},
    fields,
    detail_zh
from judged
where fields <> ''
