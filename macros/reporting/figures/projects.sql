{#- Readings of the published figures about industry projects, their money and the households they support; see figure_readings(). -#}
{% macro project_figures() -%}
    {%- set year = "project_year = extract(year from figure.as_of_date)" -%}
    {%- set found = [{'figure': 'J01', 'relation': 'fct_project', 'condition': year, 'numerator': 'count(*)'}] -%}
    {%- for figure, type in [('J02', '种植业'), ('J03', '养殖业'), ('J04', '加工业'), ('J05', '休闲农业与乡村旅游'), ('J06', '其他')] -%}
        {%- do found.append({'figure': figure, 'relation': 'fct_project', 'condition': year ~ " and project_type = '" ~ type ~ "'", 'numerator': 'count(*)'}) -%}
    {%- endfor -%}
    {%- set completed = "count(*) filter (where actual_finish <= figure.as_of_date)" -%}
    {%- set due = "plan_finish <= figure.as_of_date" -%}
    {%- set supported = "year = extract(year from figure.as_of_date)" -%}
    {{ return(found + [
        {'figure': 'J07', 'relation': 'fct_project', 'condition': year ~ " and is_startable", 'scale': 100,
         'numerator': "count(*) filter (where actual_start <= figure.as_of_date)", 'denominator': 'count(*)'},
        {'figure': 'J08', 'relation': 'fct_project', 'condition': year, 'numerator': completed},
        {'figure': 'J09', 'relation': 'fct_project', 'condition': year, 'numerator': completed, 'denominator': 'count(*)', 'scale': 100},
        {'figure': 'J09', 'relation': 'fct_project', 'condition': year ~ " and " ~ due, 'numerator': completed, 'denominator': 'count(*)', 'scale': 100,
         'reading': '分母为截止日应竣工的项目（计划竣工日期不晚于截止日），不是全部项目'},
        {'figure': 'J10', 'relation': 'fct_project', 'condition': year, 'numerator': 'sum(fund_bridging_yuan)'},
        {'figure': 'J11', 'relation': 'fct_project', 'condition': year, 'numerator': 'sum(fund_paid_yuan)'},
        {'figure': 'J12', 'relation': 'fct_project', 'condition': year, 'numerator': 'sum(fund_paid_yuan)',
         'denominator': 'sum(fund_bridging_yuan)', 'scale': 100},
        {'figure': 'J12', 'relation': 'fct_project', 'condition': year, 'numerator': 'sum(fund_paid_yuan)',
         'denominator': 'sum(fund_payable_yuan)', 'scale': 100, 'reading': '分母为截止日应拨付资金，不是投入的衔接资金'},
        {'figure': 'J13', 'relation': 'fct_project_beneficiary', 'condition': supported, 'numerator': 'count(distinct household_key)'},
        {'figure': 'J14', 'relation': 'fct_project_beneficiary', 'condition': supported, 'once_per': 'household_key', 'kept': 'member_count',
         'numerator': 'sum(member_count)'},
        {'figure': 'J15', 'relation': 'fct_project_beneficiary', 'condition': supported, 'numerator': 'sum(income_gain_yuan)',
         'denominator': 'count(distinct household_key)'},
    ]) }}
{%- endmacro %}
