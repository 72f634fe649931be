{#-
    What may be wrong with the cells of a form whatever the rules say, as cases for words_where: (condition, 'check|column').
    A required column is blank; a coded column holds a label that its code list does not have at D. Lists of labels: each of them.
-#}
{% macro cell_gaps(seed) -%}
    {%- set cases = [] -%}
    {%- if execute -%}
        {%- for node in graph.nodes.values() if node.resource_type == "seed" and node.name == seed -%}
            {%- for column in node.columns.values() -%}
                {%- set meta = column.config.meta -%}
                {%- if meta.get("required") == "Y" -%}
                    {%- do cases.append(("form." ~ column.name ~ " is null", "'required_filled|" ~ column.name ~ "'")) -%}
                {%- endif -%}
                {%- if meta.get("code_list") -%}
                    {%- set labels = "coalesce((select label.labels from label where label.code_list = '" ~ meta.get("code_list") ~ "'), [])" -%}
                    {%- if meta.get("type") == "multi_enum" -%}
                        {%- set unknown = "not list_has_all(" ~ labels ~ ", string_split(form." ~ column.name ~ ", '、'))" -%}
                    {%- else -%}
                        {%- set unknown = "not list_contains(" ~ labels ~ ", form." ~ column.name ~ ")" -%}
                    {%- endif -%}
                    {%- do cases.append(("form." ~ column.name ~ " is not null and " ~ unknown, "'code_known|" ~ column.name ~ "'")) -%}
                {%- endif -%}
            {%- endfor -%}
        {%- endfor -%}
    {%- endif -%}
    {{ return(cases) }}
{%- endmacro %}
