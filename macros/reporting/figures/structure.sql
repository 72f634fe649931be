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
