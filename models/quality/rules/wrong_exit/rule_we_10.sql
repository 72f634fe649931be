-- One row per elimination with a blank among its nine amounts and four marks. Zero is a value, blank is not.
{%- set blanks = [] -%}
{%- for field, name_zh in [
    ('wage', '工资性收入'), ('business', '生产经营性收入'), ('property', '财产性收入'), ('transfer', '转移性收入'),
    ('expense', '生产经营性支出'), ('net', '家庭纯收入'), ('net_pc', '家庭人均纯收入'), ('claims', '理赔收入'), ('selfpay', '合规自付支出'),
] -%}
{%- do blanks.append(("el_" ~ field ~ "_yuan is null", "'JC03.el_" ~ field ~ "'", "'" ~ name_zh ~ "'")) -%}
{%- endfor -%}
{%- for field, name_zh in [
    ('dropout', '失学辍学'), ('house_damaged', '住房损毁'), ('uninsured', '有成员未参保'), ('water_damaged', '饮水设施损毁'),
] -%}
{%- do blanks.append(("el_" ~ field ~ " is null", "'JC03.el_" ~ field ~ "'", "'" ~ name_zh ~ "'")) -%}
{%- endfor %}

with judged as (
    select
        elimination.*,
        {{ words_where(blanks, 1, ';') }} as fields,
        {{ words_where(blanks, 2, '、') }} as blank_fields
    from {{ ref('pop_elimination') }} as elimination
)

select
    {{ finding('WE-10', 'judged') }},
    fields,
    '为空：' || blank_fields as detail_zh
from judged
where fields <> ''
