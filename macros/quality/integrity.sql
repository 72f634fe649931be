{#- Where the rows of each form end up: (seed, fact, condition on the fact). -#}
{% macro form_facts() -%}
    {{ return([
        ('zc01', 'fct_asset', 'true'),
        ('zc02', 'fct_asset_income', 'true'),
        ('xm01', 'fct_project', 'true'),
        ('xm02', 'fct_project_beneficiary', 'true'),
        ('zj01', 'fct_project_fund', "form_code = 'ZJ01'"),
        ('zj02', 'fct_project_fund', "form_code = 'ZJ02'"),
        ('hj01', 'fct_household', 'true'),
        ('hj02', 'fct_person', 'true'),
        ('jc01', 'fct_monitoring_episode', 'true'),
        ('jc02', 'fct_support_measure', 'true'),
        ('jc03', 'fct_risk_elimination', 'true'),
        ('sz01', 'fct_household_income', 'true'),
        ('pc01', 'fct_screening', 'true'),
    ]) }}
{%- endmacro %}

{#- Money columns of a form: those whose unit begins with the unit of the form. One nameless column while dbt is still parsing, so that every reference is seen. -#}
{% macro money_columns(seed) -%}
    {%- set columns = [] if execute else [''] -%}
    {%- if execute -%}
        {%- for node in graph.nodes.values() if node.resource_type == "seed" and node.name == seed -%}
            {%- for column in node.columns.values() if (column.config.meta.unit or '').startswith(node.config.meta.money_unit) -%}
                {%- do columns.append(column.name) -%}
            {%- endfor -%}
        {%- endfor -%}
    {%- endif -%}
    {{ return(columns) }}
{%- endmacro %}

{#- The landed rows of a form that stand at D, without the places and codes that staging adds: what staging must not lose or repeat. -#}
{% macro standing_rows(seed) -%}
    from {{ ref(seed) }} as form
    inner join {{ ref('int_submission_in_force') }} as submission on form.submission_id = submission.submission_id
    {%- if form_meta(seed).get('split_by') == 'township' %}
    where
        submission.replaced_parts is null
        or position('|' || form.township_name || '|' in submission.replaced_parts) = 0
    {%- endif %}
{%- endmacro %}

{#- Whether a form has a column of its own with this name. True while dbt is still parsing, so that every reference is seen. -#}
{% macro form_has_column(seed, column) -%}
    {%- if execute -%}
        {%- for node in graph.nodes.values() if node.resource_type == "seed" and node.name == seed -%}
            {{ return(column in node.columns) }}
        {%- endfor -%}
    {%- endif -%}
    {{ return(true) }}
{%- endmacro %}
