{#- Readings of the published figures about the eight industries; see figure_readings(). -#}
{% macro industry_figures() -%}
    {%- set year = "stat_year = extract(year from figure.as_of_date) and industry = '" -%}
    {%- set assumed = '原文未注明年度，按答复前一个完整年度的谱系' -%}
    {%- set found = [] -%}
    {%- for figure, industry, indicator in [
        ('G05', '果品', '种植面积'), ('G06', '果品', '产值'), ('G08', '畜牧', '产值'), ('G10', '食用菌', '栽培规模'), ('G11', '食用菌', '产值'),
        ('G13', '中药材', '种植面积'), ('G14', '中药材', '产值'), ('G16', '林果', '种植面积'), ('G17', '林果', '产值'), ('G18', '蔬菜', '播种面积'),
        ('G19', '蔬菜', '设施播种面积'), ('G20', '蔬菜', '产值'), ('G21', '烟叶', '种植面积'), ('G22', '烟叶', '产量'), ('G23', '烟叶', '产值'),
        ('G24', '水产', '养殖面积'), ('G25', '水产', '产量'), ('G26', '水产', '产值'),
    ] -%}
        {%- do found.append({'figure': figure, 'relation': 'fct_industry_output', 'numerator': 'sum(value_base)',
                             'reading': assumed ~ ('；产值按全部蔬菜，不只是设施蔬菜' if figure == 'G20' else ''),
                             'condition': year ~ industry ~ "' and indicator = '" ~ indicator ~ "'"}) -%}
    {%- endfor -%}
    {%- for figure, industry, unnamed in [('G04', '果品', ''), ('G07', '畜牧', ''), ('G09', '食用菌', '其它'), ('G12', '中药材', ''), ('G15', '林果', '')] -%}
        {%- do found.append({'figure': figure, 'relation': 'fct_industry_output', 'numerator': 'count(distinct variety)',
                             'reading': assumed ~ ('；“其它”不计入点名的种类' if unnamed else ''),
                             'condition': year ~ industry ~ "'" ~ (" and variety <> '" ~ unnamed ~ "'" if unnamed else "")}) -%}
    {%- endfor -%}
    {{ return(found) }}
{%- endmacro %}
