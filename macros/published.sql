{#- Those of a model's columns that name the release or the code and say nothing about the world, joined by a comma: the same world published twice
    differs in them alone. -#}
{% macro build_columns(columns) -%}
    {%- set found = [] -%}
    {%- for column in columns if column in ('release_id', 'code_version', 'change', 'last_seen_known_at') or column.endswith('_release') -%}
        {%- do found.append(column) -%}
    {%- endfor -%}
    {{ found | join(',') }}
{%- endmacro %}
