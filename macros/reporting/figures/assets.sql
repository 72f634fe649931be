{#- Readings of the published figures about assets and their income; see figure_readings(). -#}
{% macro asset_figures() -%}
    {%- set confirmed = "is_confirmed and confirmed_date <= figure.as_of_date" -%}
    {%- set value = "sum(confirmed_value_yuan)" -%}
    {%- set found = [
        {'figure': 'A01', 'relation': 'fct_asset', 'condition': confirmed, 'numerator': value},
        {'figure': 'A01', 'relation': 'fct_asset', 'condition': confirmed, 'numerator': value, 'rounding': 'truncated',
         'reading': '总额按去尾取整、分项按四舍五入：三项之和才会比总额多2万元'},
    ] -%}
    {%- for figure, category in [('A02', '公益性'), ('A03', '经营性'), ('A04', '到户类')] -%}
        {%- do found.append({'figure': figure, 'relation': 'fct_asset', 'numerator': value,
                             'condition': confirmed ~ " and asset_category = '" ~ category ~ "'"}) -%}
    {%- endfor -%}
    {%- for figure, level in [('A05', '县'), ('A06', '乡镇'), ('A07', '村'), ('A08', '户')] -%}
        {%- do found.append({'figure': figure, 'relation': 'fct_asset', 'numerator': value,
                             'condition': confirmed ~ " and ownership_level = '" ~ level ~ "'"}) -%}
    {%- endfor -%}
    {%- set year = "income_year = extract(year from figure.as_of_date)" -%}
    {%- set oop = year ~ " and is_out_of_poverty_village = '是'" -%}
    {{ return(found + [
        {'figure': 'A09', 'relation': 'fct_asset_income', 'condition': year, 'numerator': 'sum(income_received_yuan)',
         'reading': '原文未注明年度，按答复前一个完整年度的实收收益'},
        {'figure': 'A10', 'relation': 'fct_asset_income', 'condition': oop, 'numerator': 'count(distinct village_code)',
         'reading': '原文未注明年度，按同一年度有收益的脱贫村去重'},
        {'figure': 'A11', 'relation': 'fct_asset_income', 'condition': oop, 'numerator': 'sum(dist_collective_yuan)',
         'reading': '原文写“累计”未注明起点，按同一年度脱贫村村集体分得的收益'},
    ]) }}
{%- endmacro %}
