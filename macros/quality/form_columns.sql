{#- What a county calls a column: the last line of its header. The field name where the project's graph is not at hand, as in unit tests. -#}
{% macro column_label(seed, column) -%}
    {%- if execute -%}
        {%- for node in graph.get("nodes", {}).values() if node.resource_type == "seed" and node.name == seed and column in node.columns -%}
            {{ return((node.columns[column].config.meta.header or [column]) | last) }}
        {%- endfor -%}
    {%- endif -%}
    {{ return(column) }}
{%- endmacro %}

{#- The coded columns of a form, not texts for which a list only makes suggestions: (column, code list, whether several values may stand in one cell, whether it is personal).
    One of each kind, under the name of a column that all have, while dbt is still parsing, so that every reference is seen. -#}
{% macro coded_columns(seed) -%}
    {%- set columns = [] if execute else [('sheet', '', false, false), ('sheet', '', false, true)] -%}
    {%- if execute -%}
        {%- for node in graph.nodes.values() if node.resource_type == "seed" and node.name == seed -%}
            {%- for column in node.columns.values() if column.config.meta.code_list and column.config.meta.type in ("enum", "multi_enum", "bool_yn") -%}
                {%- do columns.append((
                    column.name, column.config.meta.code_list, column.config.meta.type == "multi_enum", column.config.meta.get("personal", false)
                )) -%}
            {%- endfor -%}
        {%- endfor -%}
    {%- endif -%}
    {{ return(columns) }}
{%- endmacro %}

{#- Where a coded column of a form can be read: the fact, or for what is personal the restricted table of the same rows. -#}
{% macro coded_source(seed, fact, personal) -%}
    {{ return(ref("person_identity") if personal else ref(fact)) }}
{%- endmacro %}

{#- The decimal columns of all forms, FORM.field, with their number of decimals. None while dbt is parsing. -#}
{% macro decimal_columns() -%}
    {%- set columns = [] -%}
    {%- for form in all_forms() -%}
        {%- for column in form.columns.values() -%}
            {%- set shape = modules.re.match("decimal\\([0-9]+,([0-9]+)\\)", column.config.meta.type or "") -%}
            {%- if shape -%}
                {%- do columns.append((form.name | upper ~ "." ~ column.name, shape.group(1))) -%}
            {%- endif -%}
        {%- endfor -%}
    {%- endfor -%}
    {{ return(columns) }}
{%- endmacro %}
