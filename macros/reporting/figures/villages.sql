{#- Readings of the published figures about demonstration and wellness villages; see figure_readings(). -#}
{% macro village_figures() -%}
    {%- set river = "programme = '沿黄示范村' and listed_date <= figure.as_of_date" -%}
    {%- set wellness = "programme = '乡村康养旅游示范村' and listed_date <= figure.as_of_date" -%}
    {%- set listed = '“申报成功”按列入创建名单理解，不是认定' -%}
    {%- set found = [
        {'figure': 'V05', 'relation': 'fct_demonstration_village', 'condition': river, 'numerator': 'count(distinct village_code)'},
        {'figure': 'V06', 'relation': 'fct_demonstration_village', 'condition': river, 'numerator': 'sum(support_city_bridging_yuan)',
         'denominator': 'count(distinct village_code)'},
        {'figure': 'V12', 'relation': 'fct_demonstration_village', 'condition': wellness, 'numerator': 'count(distinct village_code)', 'reading': listed},
        {'figure': 'V19', 'relation': 'fct_demonstration_village', 'condition': wellness, 'numerator': 'sum(support_total_yuan)'},
    ] -%}
    {%- for figure, unit in [('V07', '411282'), ('V08', '411203'), ('V09', '411202'), ('V10', '4112SF')] -%}
        {%- do found.append({'figure': figure, 'relation': 'fct_demonstration_village', 'numerator': 'sum(support_city_bridging_yuan)',
                             'condition': river ~ " and reporting_unit_code = '" ~ unit ~ "'"}) -%}
    {%- endfor -%}
    {%- for figure, unit in [('V13', '411224'), ('V14', '411282'), ('V15', '411203'), ('V16', '411221'), ('V17', '411202'), ('V18', '4112SF')] -%}
        {%- do found.append({'figure': figure, 'relation': 'fct_demonstration_village', 'numerator': 'count(distinct village_code)', 'reading': listed,
                             'condition': wellness ~ " and reporting_unit_code = '" ~ unit ~ "'"}) -%}
    {%- endfor -%}
    {{ return(found) }}
{%- endmacro %}
