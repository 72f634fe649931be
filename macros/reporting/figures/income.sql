{#- Readings of the published figures about incomes, their structure and their growth; see figure_readings(). -#}
{% macro income_figures() -%}
    {%- set period = '“前三季度”按收入年度（上年10月1日至6月30日）理解：答复早于9月30日，不可能是日历三季度' -%}
    {%- set found = [
        {'figure': 'R11', 'relation': 'fct_household_income', 'numerator': 'count(distinct round_code)',
         'condition': "extract(year from period_end) = extract(year from figure.as_of_date) and period_end <= figure.as_of_date"},
    ] -%}
    {%- for value, growth, groups in [
        ('R12', 'R14', "('脱贫户（非监测）', '监测对象（脱贫户）')"), ('R17', 'R19', "('监测对象（脱贫户）', '监测对象（一般农户）')"),
    ] -%}
        {%- set condition = "period_end = figure.as_of_date and household_group in " ~ groups -%}
        {%- do found.append({'figure': value, 'relation': 'fct_household_income', 'condition': condition,
                             'numerator': 'sum(net_yuan)', 'denominator': 'sum(member_count)', 'reading': period}) -%}
        {%- do found.append({'figure': growth, 'relation': 'fct_household_income', 'condition': condition, 'scale': 100,
                             'numerator': 'sum(net_yuan) - sum(net_pc_prev_yuan * member_count)', 'denominator': 'sum(net_pc_prev_yuan * member_count)'}) -%}
        {%- do found.append({'figure': growth, 'relation': 'fct_household_income', 'condition': condition, 'scale': 100,
                             'numerator': 'sum(net_yuan) - ' ~ base_factor() ~ ' * sum(net_pc_prev_yuan * member_count)',
                             'denominator': base_factor() ~ ' * sum(net_pc_prev_yuan * member_count)',
                             'reading': '基数为上年全年人均纯收入乘以参数 base_factor_of_previous_year，增幅随这个系数变动'}) -%}
    {%- endfor -%}
    {%- do found.append({'figure': 'R15', 'relation': 'fct_household_income', 'scale': 100, 'reading': period,
                         'condition': "period_end = figure.as_of_date and household_group in ('脱贫户（非监测）', '监测对象（脱贫户）')",
                         'numerator': 'sum(coalesce(wage_yuan, 0) + coalesce(business_net_yuan, 0))', 'denominator': 'sum(net_yuan)'}) -%}
    {%- set earned = 'sum(coalesce(wage_yuan, 0) + coalesce(business_net_yuan, 0)) filter (where ' -%}
    {%- set latest, before = 'period_end = figure.as_of_date)', 'period_end < figure.as_of_date)' -%}
    {%- set stated = 'sum(net_yuan) filter (where ' -%}
    {#- The share of these three quarters less that of the whole income year that ended the day before they began, in one fraction. -#}
    {%- do found.append({'figure': 'R16', 'relation': 'fct_household_income', 'scale': 100,
                         'reading': '“去年”按上一收入年度全年理解（上年同期没有算账）；按户各自轮次的收入构成计算',
                         'condition': "household_group in ('脱贫户（非监测）', '监测对象（脱贫户）') and (period_end = figure.as_of_date or period_end = ("
                             ~ "select max(this_round.period_start) - 1 from " ~ ref('fct_household_income') ~ " as this_round"
                             ~ " where this_round.period_end = figure.as_of_date))",
                         'numerator': earned ~ latest ~ ' * ' ~ stated ~ before ~ ' - ' ~ earned ~ before ~ ' * ' ~ stated ~ latest,
                         'denominator': stated ~ latest ~ ' * ' ~ stated ~ before}) -%}
    {{ return(found) }}
{%- endmacro %}

{% macro base_factor() -%}
    {{ return("(select max(cast(value as decimal(18, 6))) from " ~ ref('parameter_at_as_of') ~ " where param_id = 'base_factor_of_previous_year' and reporting_unit_code = '" ~ city() ~ "')") }}
{%- endmacro %}
