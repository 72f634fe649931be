{#- Readings of the published figures about work, posts, training and assessment; see figure_readings(). -#}
{% macro employment_figures() -%}
    {%- set still_open = "start_month <= figure.as_of_date and (end_month is null or " ~ months_between_months('figure.as_of_date', 'end_month') ~ " >= 0)" -%}
    {%- set before = months_between_months('start_month', 'figure.as_of_date') ~ " >= 12 and (end_month is null or "
        ~ months_between_months('figure.as_of_date', 'end_month') ~ " >= -12)" -%}
    {%- set hired = "hire_date <= figure.as_of_date and (leave_date is null or leave_date > figure.as_of_date)" -%}
    {%- set trained = "course_start <= figure.as_of_date" -%}
    {%- set persons = 'count(distinct person_key)' -%}
    {{ return([
        {'figure': 'E01', 'relation': 'dim_region', 'condition': 'is_rural', 'numerator': 'count(distinct township_code)'},
        {'figure': 'E02', 'relation': 'dim_region', 'condition': 'is_rural', 'numerator': 'count(*)'},
        {'figure': 'E03', 'relation': 'fct_job_assistance', 'condition': "willing = '是' and assist_date <= figure.as_of_date", 'numerator': persons},
        {'figure': 'E04', 'relation': 'fct_employment_spell', 'condition': "is_employed = '是' and " ~ still_open, 'numerator': persons},
        {'figure': 'E05', 'relation': 'fct_employment_spell', 'condition': "start_month <= figure.as_of_date", 'scale': 100,
         'numerator': "count(distinct case when is_employed = '是' and " ~ still_open ~ " then person_key end) - count(distinct case when " ~ before ~ " then person_key end)",
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
