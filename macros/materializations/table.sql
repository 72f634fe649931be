{#-
    A table of a candidate: one statement that creates it, one that describes it. dbt's stock table builds beside the old one and renames, which
    guards readers of a living database; nobody reads a candidate, and over some 360 nodes that care was a third of the time of a build.
-#}
{% materialization table, adapter='duckdb' %}
    {%- set relation = replaceable_relation('table') -%}
    {{ run_hooks(pre_hooks) }}
    {% call statement('main') -%}
        {%- if config.get('contract').enforced %}
        {%- do check_contract(compiled_code) %}
        create or replace table {{ relation }} {{ get_table_columns_and_constraints() }};
        insert into {{ relation }} {{ get_column_names() }} ({{ get_select_subquery(compiled_code) }});
        {%- else %}
        create or replace table {{ relation }} as ({{ compiled_code }});
        {%- endif %}
    {%- endcall %}
    {% do describe_relation(relation) %}
    {{ run_hooks(post_hooks) }}
    {{ adapter.commit() }}
    {{ return({'relations': [relation]}) }}
{% endmaterialization %}

{#- A view of a candidate, as plainly. -#}
{% materialization view, adapter='duckdb' %}
    {%- set relation = replaceable_relation('view') -%}
    {{ run_hooks(pre_hooks) }}
    {% call statement('main') -%}
        {%- if config.get('contract').enforced %}{% do check_contract(compiled_code) %}{% endif %}
        create or replace view {{ relation }} as ({{ compiled_code }});
    {%- endcall %}
    {% do describe_relation(relation) %}
    {{ run_hooks(post_hooks) }}
    {{ adapter.commit() }}
    {{ return({'relations': [relation]}) }}
{% endmaterialization %}


{#- The relation to write; what stands there as something else (a view where a table is meant) goes first. -#}
{% macro replaceable_relation(kind) -%}
    {%- set existing = load_cached_relation(this) -%}
    {%- if existing is not none and existing.type != kind -%}
        {%- do adapter.drop_relation(existing) -%}
    {%- endif -%}
    {{ return(this.incorporate(type=kind)) }}
{%- endmacro %}

{#- The contract: names and types as the YAML states them. dbt's own comparison, twice as dear, speaks only where this one sees a difference. -#}
{% macro check_contract(sql) -%}
    {%- set declared = [] -%}
    {%- for column in model.columns.values() -%}
        {%- do declared.append(column.name ~ ' ' ~ column.data_type | upper | replace(' ', '')) -%}
    {%- endfor -%}
    {%- set found = [] -%}
    {%- for column in adapter.get_column_schema_from_query(sql) -%}
        {%- do found.append(column.name ~ ' ' ~ column.dtype | upper | replace(' ', '')) -%}
    {%- endfor -%}
    {%- if not declared or declared | sort != found | sort -%}
        {%- do get_assert_columns_equivalent(sql) -%}
    {%- endif -%}
{%- endmacro %}

{#- The descriptions of the YAML as comments, in one statement. -#}
{% macro describe_relation(relation) -%}
    {%- set docs = config.persist_relation_docs() and model.description -%}
    {%- if docs or config.persist_column_docs() -%}
        {% call statement('comments') -%}
            {%- if docs %}
            comment on {{ relation.type }} {{ relation }} is {{ duckdb_escape_comment(model.description) }};
            {%- endif %}
            {%- for column in (model.columns.values() if config.persist_column_docs() else []) %}
            comment on column {{ relation }}.{{ column.name }} is {{ duckdb_escape_comment(column.description) }};
            {%- endfor %}
        {%- endcall %}
    {%- endif -%}
{%- endmacro %}
