{#- Readings of the published figures about monitored households; see figure_readings(). -#}
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
