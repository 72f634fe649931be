{#-
    The arithmetic of the published reply itself: its totals, rates and plausible relations, computed from the printed figures alone.
        top, bottom  the value; figures are named by their id, in published units
        stated       what the reply prints for it
        tolerance    exact; rounded (numbers printed and rounded on their own may differ by less than half a unit each); rate (half a unit of the last
                     printed decimal); order (not above the stated one). Without one the check informs.
        low, high    the band in which a value is plausible
        resolved     false when no stated reading of the figures removes the contradiction
    A check without arithmetic is about words; it has a note and no value.
-#}
{% macro letter_checks() -%}
    {{ return([
        {'check': 'K01', 'kind': 'sum', 'top': 'A02 + A03 + A04', 'stated': 'A01', 'tolerance': 'rounded', 'numbers': 4, 'note': '三个分项各自取整，总额也取整时相差应小于2；恰好等于2，只有总额去尾、分项四舍五入才会出现'},
        {'check': 'K02', 'kind': 'sum', 'top': 'A05 + A06 + A07 + A08', 'stated': 'A01', 'tolerance': 'rounded', 'numbers': 5, 'note': '四个分项与总额各自取整的正常差'},
        {'check': 'K03', 'kind': 'cross', 'top': 'A02 + A03 + A04', 'stated': 'A05 + A06 + A07 + A08', 'tolerance': 'rounded', 'numbers': 7, 'note': '同一张类别×权属表的两个合计，在台账中按元必须完全相等'},
        {'check': 'K04', 'kind': 'cross', 'top': 'A04 - A08', 'note': '到户类资产与确权到户不是同一个口径，至少有212万元到户类资产确权在其他层级'},
        {'check': 'K05', 'kind': 'ratio', 'top': 'A09 * 100', 'bottom': 'A03', 'note': '经营性资产收益率，可作为合理区间'},
        {'check': 'K06', 'kind': 'ratio', 'top': 'A11 * 100', 'bottom': 'A09', 'note': '一为年收益，一为累计受益，口径不同，不能作为比例公布'},
        {'check': 'K07', 'kind': 'average', 'top': 'A11', 'bottom': 'A10', 'note': '每个脱贫村平均受益，万元'},
        {'check': 'K08', 'kind': 'rate', 'top': 'C03 * 100', 'bottom': 'E02', 'stated': 'C04', 'tolerance': 'rate', 'decimals': 2, 'note': '1215至1226之间只有1221能得到37.59：覆盖率的分母是1221个行政村，且一村一社'},
        {'check': 'K09', 'kind': 'rate', 'top': 'C03 * 100', 'bottom': 'R28', 'stated': 'C04', 'tolerance': 'rate', 'decimals': 2, 'note': '1220个排查行政村不是覆盖率的分母'},
        {'check': 'K10', 'kind': 'twice', 'top': 'E02', 'stated': 'R28', 'tolerance': 'exact', 'note': '就业调研1221个村，集中排查1220个村：两个口径分别登记'},
        {'check': 'K11', 'kind': 'twice', 'top': 'E01', 'stated': 'R27', 'tolerance': 'exact', 'note': '两处都是66个乡镇，措辞不同（涉农街道、街道办）'},
        {'check': 'K12', 'kind': 'sum', 'top': 'J02 + J03 + J04 + J05 + J06', 'stated': 'J01', 'tolerance': 'exact'},
        {'check': 'K13', 'kind': 'rate', 'top': 'J08 * 100', 'bottom': 'J01', 'stated': 'J09', 'tolerance': 'rate', 'decimals': 2, 'note': '按全部140个项目为40.00%，公布的竣工率不是以全部项目为分母'},
        {'check': 'K14', 'kind': 'rate', 'top': 'J08 * 100', 'bottom': 'J02', 'stated': 'J09', 'tolerance': 'rate', 'decimals': 2, 'note': '140以内只有74能得到75.68：既是应竣工项目数的读法，也等于种植业项目数'},
        {'check': 'K15', 'kind': 'rate', 'top': 'J11 * 100', 'bottom': 'J10', 'stated': 'J12', 'tolerance': 'rate', 'decimals': 2, 'note': '按投入资金为42.67%，公布的拨付率不是以投入资金为分母'},
        {'check': 'K16', 'kind': 'implied', 'top': 'J11 * 100', 'bottom': 'J12', 'note': '拨付率隐含的分母，万元'},
        {'check': 'K17', 'kind': 'product', 'top': 'J13 * J15', 'bottom': '10000', 'note': '带动增收总额，万元；户均的除数是户'},
        {'check': 'K18', 'kind': 'sum', 'top': 'V07 + V08 + V09 + V10', 'stated': 'V05 * V06', 'tolerance': 'exact'},
        {'check': 'K19', 'kind': 'sum', 'top': 'V13 + V14 + V15 + V16 + V17 + V18', 'stated': 'V12', 'tolerance': 'exact', 'note': '分县合计14个，总数15个，原文没有说明第15个在哪里；不改动任何一个县的数字来凑总数', 'resolved': false},
        {'check': 'K20', 'kind': 'ratio', 'top': 'V19', 'bottom': 'V12', 'note': '每村支持资金，万元；是否包含在衔接资金总额内原文未说明，不相加'},
        {'check': 'K21', 'kind': 'sum', 'top': 'E10 + E11', 'stated': 'E09', 'tolerance': 'exact', 'note': '脱贫不稳定户两类身份都有，只有规定优先归类才能不重复'},
        {'check': 'K22', 'kind': 'implied', 'top': 'E04 * 100', 'bottom': '100 + E05', 'note': '上年同期就业人数的隐含值'},
        {'check': 'K23', 'kind': 'ratio', 'top': 'E16 * 100', 'bottom': 'E15', 'note': '持证率；高技能人才不多于持证人数，持证人数不多于培训人数'},
        {'check': 'K24', 'kind': 'sum', 'top': 'R05 + R07 + R09', 'stated': 'R03', 'tolerance': 'exact'},
        {'check': 'K25', 'kind': 'sum', 'top': 'R06 + R08 + R10', 'stated': 'R04', 'tolerance': 'exact'},
        {'check': 'K26', 'kind': 'plausibility', 'top': 'R04', 'bottom': 'R03', 'low': 2, 'high': 4.5, 'note': '每户人数'},
        {'check': 'K27', 'kind': 'plausibility', 'top': 'R06', 'bottom': 'R05', 'low': 2, 'high': 4.5, 'note': '每户人数'},
        {'check': 'K28', 'kind': 'plausibility', 'top': 'R08', 'bottom': 'R07', 'low': 2, 'high': 4.5, 'note': '每户人数'},
        {'check': 'K29', 'kind': 'plausibility', 'top': 'R10', 'bottom': 'R09', 'low': 2, 'high': 4.5, 'note': '每户人数'},
        {'check': 'K30', 'kind': 'plausibility', 'top': 'R30', 'bottom': 'R29', 'low': 2, 'high': 4.5, 'note': '每户人数'},
        {'check': 'K31', 'kind': 'plausibility', 'top': 'R32', 'bottom': 'R31', 'low': 2, 'high': 4.5, 'note': '每户人数'},
        {'check': 'K32', 'kind': 'plausibility', 'top': 'R34', 'bottom': 'R33', 'low': 2, 'high': 4.5, 'note': '每户人数'},
        {'check': 'K33', 'kind': 'plausibility', 'top': 'R36', 'bottom': 'R35', 'low': 2, 'high': 4.5, 'note': '每户人数'},
        {'check': 'K34', 'kind': 'plausibility', 'top': 'R38', 'bottom': 'R37', 'low': 2, 'high': 4.5, 'note': '每户人数'},
        {'check': 'K35', 'kind': 'plausibility', 'top': 'J14', 'bottom': 'J13', 'low': 2, 'high': 4.5, 'note': '每户人数'},
        {'check': 'K36', 'kind': 'implied', 'top': 'R12 * 10000', 'bottom': '(100 + R14) * R13', 'note': '脱贫户上年全年人均纯收入的隐含值；与全年相比今年为负增长，增幅由80%的系数决定'},
        {'check': 'K37', 'kind': 'implied', 'top': 'R17 * 10000', 'bottom': '(100 + R19) * R18', 'note': '监测对象上年全年人均纯收入的隐含值'},
        {'check': 'K38', 'kind': 'implied', 'top': 'R15 - R16', 'note': '上年占比的隐含值，%'},
        {'check': 'K39', 'kind': 'order', 'top': 'R17', 'stated': 'R12', 'tolerance': 'order', 'note': '监测对象低于脱贫户'},
        {'check': 'K40', 'kind': 'period', 'top': '', 'note': '答复日期早于9月30日，“前三季度”不可能是日历三季度；按收入年度为上年10月1日至6月30日'},
        {'check': 'K41', 'kind': 'subset', 'top': 'R35 - R31', 'note': '新识别多于自主申报：识别来自多个渠道'},
        {'check': 'K42', 'kind': 'subset', 'top': 'R33', 'stated': 'R29', 'tolerance': 'order', 'note': '重点农户不多于全部农户'},
        {'check': 'K43', 'kind': 'ratio', 'top': 'R03 * 100', 'bottom': 'R29', 'note': '占全部农户的比例偏高，因此“共识别”按累计理解'},
        {'check': 'K44', 'kind': 'target', 'top': 'E02 * C01', 'bottom': '100', 'note': '年底目标需要的村数；6月底为459个'},
        {'check': 'K45', 'kind': 'total', 'top': 'G06 + G08 + G11 + G14 + G17 + G20 + G23 + G26', 'note': '八个产业总产值，亿元'},
        {'check': 'K46', 'kind': 'unit_value', 'top': 'G06 * 10000', 'bottom': 'G05', 'note': '果品，元/亩；用来发现万与亿的错位'},
        {'check': 'K47', 'kind': 'unit_value', 'top': 'G14 * 10000', 'bottom': 'G13', 'note': '中药材，元/亩；用来发现万与亿的错位'},
        {'check': 'K48', 'kind': 'unit_value', 'top': 'G17 * 10000', 'bottom': 'G16', 'note': '林果，元/亩；用来发现万与亿的错位'},
        {'check': 'K49', 'kind': 'unit_value', 'top': 'G20 * 10000', 'bottom': 'G18', 'note': '蔬菜，元/亩；用来发现万与亿的错位'},
        {'check': 'K50', 'kind': 'unit_value', 'top': 'G23 * 10000', 'bottom': 'G21', 'note': '烟叶，元/亩；用来发现万与亿的错位'},
        {'check': 'K51', 'kind': 'unit_value', 'top': 'G26 * 10000', 'bottom': 'G24', 'note': '水产，元/亩；用来发现万与亿的错位'},
        {'check': 'K52', 'kind': 'unit_value', 'top': 'G11 * 10000', 'bottom': 'G10', 'note': '食用菌，元/袋；用来发现万与亿的错位'},
        {'check': 'K53', 'kind': 'unit_value', 'top': 'G23 * 10000', 'bottom': 'G22', 'note': '烟叶，元/公斤；用来发现万与亿的错位'},
        {'check': 'K54', 'kind': 'unit_value', 'top': 'G26 * 10000', 'bottom': 'G25', 'note': '水产，元/公斤；用来发现万与亿的错位'},
        {'check': 'K55', 'kind': 'unit_value', 'top': 'G22', 'bottom': 'G21', 'note': '烟叶，公斤/亩；用来发现万与亿的错位'},
        {'check': 'K56', 'kind': 'unit_value', 'top': 'G25', 'bottom': 'G24', 'note': '水产，公斤/亩；用来发现万与亿的错位'},
        {'check': 'K57', 'kind': 'unit_value', 'top': 'G20 * 10000', 'bottom': 'G19', 'note': '蔬菜产值若只算设施蔬菜，元/亩；其他产业都给全产业产值，因此按全部蔬菜读'},
        {'check': 'K58', 'kind': 'list', 'top': '', 'note': '果品6种、畜牧8种、林果3种与列名一致；中药材只列出17种中的6种'},
        {'check': 'K59', 'kind': 'list', 'top': '', 'note': '13个类别只列出7至8个，其余无法核对'},
        {'check': 'K60', 'kind': 'text', 'top': '', 'note': '原文文字差错（“一二三三产业”、缺前引号），引文照录'},
    ]) }}
{%- endmacro %}

{#- An expression over figure ids as SQL over the columns of the pivoted register: A02 + A03 -> figure.a02 + figure.a03. -#}
{% macro over_figures(expression) -%}
    {%- if not execute -%}
        {{ return("1") }}
    {%- endif -%}
    {{ return(modules.re.sub("([A-Z][0-9]{2})", "figure.\\1", expression) | lower) }}
{%- endmacro %}

{% macro figures_named(expression) -%}
    {%- if not execute -%}
        {{ return(["A01"]) }}
    {%- endif -%}
    {{ return(modules.re.findall("[A-Z][0-9]{2}", expression or "")) }}
{%- endmacro %}

{#- Every figure that some check reads, once, in the order of ids: one column each over the register. -#}
{% macro figures_as_columns() -%}
    {%- set ids = [] -%}
    {%- for check in letter_checks() -%}
        {%- do ids.extend(figures_named(check.top ~ " " ~ (check.bottom or "") ~ " " ~ (check.stated or ""))) -%}
    {%- endfor -%}
    {%- for id in ids | unique | sort -%}
    max(case when figure_id = '{{ id }}' then published_value end) as {{ id | lower }}{{ ",\n        " if not loop.last }}
    {%- endfor -%}
{%- endmacro %}
