{#-
    How each published figure is computed from the ledgers: one entry is one reading of one figure.
        figure       figure_id of the published-figure register
        reading      what has to be assumed beyond the words of the source, for people; empty when the words are enough
        relation     the published table whose rows are counted
        condition    which of its rows; figure.as_of_date is the date of the figure
        numerator    what is counted or summed over them, in base units (元, 亩, 户 ...)
        denominator  what it is divided by; without one the figure is a number of things
        once_per     a key whose rows count once, each with its largest `kept` value
        scale        100 for percentages
        rounding     truncated where the source cut decimals off instead of rounding them
    A figure without an entry here is not computable from the ledgers; the register says why.
-#}
{% macro figure_readings() -%}
    {{ return(
        asset_figures() + cooperative_figures() + industry_figures() + project_figures() + village_figures()
        + employment_figures() + monitoring_figures() + income_figures() + screening_figures() + structure_figures()
    ) }}
{%- endmacro %}

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

{% macro cooperative_figures() -%}
    {%- set led = "is_active and coop_type <> '合作社联社' and founded_date <= figure.as_of_date" -%}
    {{ return([
        {'figure': 'C03', 'relation': 'fct_cooperative', 'condition': led, 'numerator': 'count(distinct credit_code)'},
        {'figure': 'C04', 'relation': 'fct_cooperative', 'condition': led, 'numerator': 'count(distinct village_code)',
         'denominator': village_count(), 'scale': 100},
    ]) }}
{%- endmacro %}

{% macro village_count() -%}
    {{ return("(select count(*) from " ~ ref('dim_region') ~ " where is_rural)") }}
{%- endmacro %}

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

{% macro employment_figures() -%}
    {%- set now = "start_month <= figure.as_of_date and (end_month is null or " ~ months_between_months('figure.as_of_date', 'end_month') ~ " >= 0)" -%}
    {%- set before = months_between_months('start_month', 'figure.as_of_date') ~ " >= 12 and (end_month is null or "
        ~ months_between_months('figure.as_of_date', 'end_month') ~ " >= -12)" -%}
    {%- set hired = "hire_date <= figure.as_of_date and (leave_date is null or leave_date > figure.as_of_date)" -%}
    {%- set trained = "course_start <= figure.as_of_date" -%}
    {%- set persons = 'count(distinct person_key)' -%}
    {{ return([
        {'figure': 'E01', 'relation': 'dim_region', 'condition': 'is_rural', 'numerator': 'count(distinct township_code)'},
        {'figure': 'E02', 'relation': 'dim_region', 'condition': 'is_rural', 'numerator': 'count(*)'},
        {'figure': 'E03', 'relation': 'fct_job_assistance', 'condition': "willing = '是' and assist_date <= figure.as_of_date", 'numerator': persons},
        {'figure': 'E04', 'relation': 'fct_employment_spell', 'condition': "is_employed = '是' and " ~ now, 'numerator': persons},
        {'figure': 'E05', 'relation': 'fct_employment_spell', 'condition': "start_month <= figure.as_of_date", 'scale': 100,
         'numerator': "count(distinct case when is_employed = '是' and " ~ now ~ " then person_key end) - count(distinct case when " ~ before ~ " then person_key end)",
         'denominator': "count(distinct case when " ~ before ~ " then person_key end)"},
        {'figure': 'E07', 'relation': 'fct_employment_spell', 'condition': "point_to_point = '是' and start_month <= figure.as_of_date", 'numerator': persons,
         'reading': '按台账中点对点输送返岗的人员，只含脱贫劳动力和监测对象；原文为范围更宽的农村劳动力'},
        {'figure': 'E09', 'relation': 'fct_welfare_post', 'condition': hired, 'numerator': persons},
        {'figure': 'E10', 'relation': 'fct_welfare_post', 'condition': hired ~ " and person_group = '脱贫人口'", 'numerator': persons},
        {'figure': 'E11', 'relation': 'fct_welfare_post', 'condition': hired ~ " and person_group = '监测对象'", 'numerator': persons},
        {'figure': 'E15', 'relation': 'fct_training', 'condition': trained, 'numerator': persons},
        {'figure': 'E16', 'relation': 'fct_training', 'condition': trained ~ " and is_certified and certificate_date <= figure.as_of_date", 'numerator': persons},
        {'figure': 'E17', 'relation': 'fct_training', 'condition': trained ~ " and is_highly_skilled and certificate_date <= figure.as_of_date", 'numerator': persons},
        {'figure': 'E18', 'relation': 'fct_assessment_body', 'condition': "registered_date <= figure.as_of_date", 'numerator': 'count(distinct credit_code)'},
    ]) }}
{%- endmacro %}

{% macro monitoring_figures() -%}
    {%- set identified = "county_date <= figure.as_of_date and not is_reflagged" -%}
    {%- set cumulative = '“共识别”按累计识别（含风险已消除）理解，再次纳入的户计一次' -%}
    {%- set found = [] -%}
    {%- for households, persons, category in [
        ('R03', 'R04', ''), ('R05', 'R06', '脱贫不稳定户'), ('R07', 'R08', '边缘易致贫户'), ('R09', 'R10', '突发严重困难户'),
    ] -%}
        {%- set condition = identified ~ (" and monitor_category = '" ~ category ~ "'" if category else "") -%}
        {%- do found.append({'figure': households, 'relation': 'fct_monitoring_episode', 'condition': condition,
                             'numerator': 'count(distinct household_key)', 'reading': cumulative}) -%}
        {%- do found.append({'figure': persons, 'relation': 'fct_monitoring_episode', 'condition': condition, 'once_per': 'household_key',
                             'kept': 'member_count', 'numerator': 'sum(member_count)', 'reading': cumulative}) -%}
    {%- endfor -%}
    {{ return(found) }}
{%- endmacro %}

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
    {%- set now, before = 'period_end = figure.as_of_date)', 'period_end < figure.as_of_date)' -%}
    {%- set stated = 'sum(net_yuan) filter (where ' -%}
    {#- The share of these three quarters less that of the whole income year that ended the day before they began, in one fraction. -#}
    {%- do found.append({'figure': 'R16', 'relation': 'fct_household_income', 'scale': 100,
                         'reading': '“去年”按上一收入年度全年理解（上年同期没有算账）；按户各自轮次的收入构成计算',
                         'condition': "household_group in ('脱贫户（非监测）', '监测对象（脱贫户）') and (period_end = figure.as_of_date or period_end = ("
                             ~ "select max(this_round.period_start) - 1 from " ~ ref('fct_household_income') ~ " as this_round"
                             ~ " where this_round.period_end = figure.as_of_date))",
                         'numerator': earned ~ now ~ ' * ' ~ stated ~ before ~ ' - ' ~ earned ~ before ~ ' * ' ~ stated ~ now,
                         'denominator': stated ~ now ~ ' * ' ~ stated ~ before}) -%}
    {{ return(found) }}
{%- endmacro %}

{% macro base_factor() -%}
    {{ return("(select max(cast(value as decimal(18, 6))) from " ~ ref('parameter_at_as_of') ~ " where param_id = 'base_factor_of_previous_year' and reporting_unit_code = '" ~ city() ~ "')") }}
{%- endmacro %}

{% macro screening_figures() -%}
    {%- set round = "screen_date <= figure.as_of_date and extract(year from screen_date) = extract(year from figure.as_of_date)" -%}
    {%- set found = [
        {'figure': 'R27', 'relation': 'fct_screening', 'condition': round, 'numerator': 'count(distinct township_code)'},
        {'figure': 'R28', 'relation': 'fct_screening', 'condition': round, 'numerator': 'count(distinct village_code)',
         'reading': '有排查记录的行政村；全部行政村为1221个（E02），两个口径分别登记'},
    ] -%}
    {%- for households, persons, more in [
        ('R29', 'R30', ''), ('R31', 'R32', "self_reported = '是'"), ('R33', 'R34', "is_key = '是'"),
        ('R35', 'R36', "conclusion = '纳入监测'"), ('R37', 'R38', "conclusion = '符合风险消除'"),
    ] -%}
        {%- set condition = round ~ (" and " ~ more if more else "") -%}
        {%- do found.append({'figure': households, 'relation': 'fct_screening', 'condition': condition, 'numerator': 'count(distinct household_key)'}) -%}
        {%- do found.append({'figure': persons, 'relation': 'fct_screening', 'condition': condition, 'once_per': 'household_key', 'kept': 'member_count',
                             'numerator': 'sum(member_count)'}) -%}
    {%- endfor -%}
    {{ return(found) }}
{%- endmacro %}

{#- Figures that count what a list names: they are computed from the code lists that hold, and stay marked as structure. -#}
{% macro structure_figures() -%}
    {%- set found = [] -%}
    {%- for figure, list in [
        ('A12', 'asset_category'), ('A13', 'ownership_level'), ('G01', 'genealogy_system'), ('G02', 'genealogy_category'), ('G03', 'industry'),
        ('R01', 'grid_level'), ('R21', 'key_group'), ('E06', 'job_batch'), ('E12', 'post_fund_source'),
    ] -%}
        {%- do found.append({'figure': figure, 'relation': 'dim_code', 'condition': "code_list = '" ~ list ~ "'", 'numerator': 'count(*)'}) -%}
    {%- endfor -%}
    {%- for figure, parameter in [('C01', 'coop_coverage_target'), ('R13', 'base_factor_of_previous_year'), ('R18', 'base_factor_of_previous_year')] -%}
        {%- do found.append({'figure': figure, 'relation': 'parameter_at_as_of', 'numerator': 'max(cast(value as decimal(18, 6)))', 'scale': 100,
                             'condition': "param_id = '" ~ parameter ~ "' and reporting_unit_code = '" ~ city() ~ "'"}) -%}
    {%- endfor -%}
    {%- do found.append({'figure': 'R22', 'relation': 'fct_zero_error', 'condition': "reporting_unit_code = '" ~ city() ~ "'", 'numerator': 'count(*)'}) -%}
    {{ return(found) }}
{%- endmacro %}
