-- One row per asset that is confirmed without saying when, for how much, at which level or to whom, that says so without being
-- confirmed, or that does not say whether it is confirmed.
{%- set parts = [
    ('confirmed_date is null', 'confirmed_date', '确权时间'),
    ('confirmed_value_yuan is null', 'confirmed_value', '确权金额'),
    ('ownership_level is null', 'ownership_level', '确权属地'),
    ('not has_owner_name', 'owner_name', '产权归属单位'),
] -%}
{%- set contradictions = [
    ("confirmed_flag is null", "'ZC01.confirmed_flag'", "'是否确权为空'"),
] -%}
{%- for blank, field, name_zh in parts -%}
{%- do contradictions.append((
"confirmed_flag = '是' and " ~ blank, "'ZC01." ~ field ~ "'", "'已确权，" ~ name_zh ~ "为空'"
)) -%}
{%- do contradictions.append((
"confirmed_flag = '否' and not (" ~ blank ~ ")", "'ZC01.confirmed_flag;ZC01." ~ field ~ "'", "'未确权，却填写了" ~ name_zh ~ "'"
)) -%}
{%- endfor %}

with worded as (
    select
        asset.*,
        {{ words_where(contradictions, 1, ';') }} as fields,
        {{ words_where(contradictions, 2, '；') }} as detail_zh
    from {{ ref('pop_asset') }} as asset
)

select
    {{ finding('AS-02', 'worded') }},
    fields,
    detail_zh
from worded
where fields <> ''
