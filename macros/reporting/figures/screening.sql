{#- Readings of the published figures about the grid and the screening; see figure_readings(). -#}
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
