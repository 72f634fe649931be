{#-
    Where the rows of each form end up: (seed, fact, condition on the fact). A fact that takes several forms tells them apart by form_code.
    dbt must know what a model refers to before it knows the project, so the forms cannot be found; a test compares this list with them.
-#}
{% macro form_facts() -%}
    {%- set facts = [
        ('bb01', 'fct_county_monthly'),
        ('bm01', 'fct_alert'),
        ('gy01', 'fct_welfare_post'),
        ('hj01', 'fct_household'),
        ('hj02', 'fct_person'),
        ('hm01', 'fct_exemption'),
        ('hz01', 'fct_cooperative'),
        ('jc01', 'fct_monitoring_episode'),
        ('jc02', 'fct_support_measure'),
        ('jc03', 'fct_risk_elimination'),
        ('jn01', 'fct_training'),
        ('jn02', 'fct_assessment_body'),
        ('jy01', 'fct_employment_spell'),
        ('jy02', 'fct_job_assistance'),
        ('pc01', 'fct_screening'),
        ('pc02', 'fct_screening_summary'),
        ('px01', 'fct_industry_output'),
        ('px02', 'fct_business_entity'),
        ('sf01', 'fct_demonstration_village'),
        ('sz01', 'fct_household_income'),
        ('wg01', 'fct_grid'),
        ('xm01', 'fct_project'),
        ('xm02', 'fct_project_beneficiary'),
        ('zc01', 'fct_asset'),
        ('zc02', 'fct_asset_income'),
        ('zc03', 'fct_asset_event'),
        ('zj01', 'fct_project_fund'),
        ('zj02', 'fct_project_fund'),
    ] -%}
    {%- set takers = facts | map(attribute=1) | list -%}
    {%- set found = [] -%}
    {%- for seed, fact in facts -%}
        {%- do found.append((seed, fact, "form_code = '" ~ seed | upper ~ "'" if takers.count(fact) > 1 else 'true')) -%}
    {%- endfor -%}
    {{ return(found) }}
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
