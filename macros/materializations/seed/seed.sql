{#-
    Loads a seed at DuckDB's own speed. What landed (<landing_dir>/<seed>/*.parquet) is typed and column-wise already, so the seed becomes a view on it:
    copying a city's persons into a table first took 6 s and gained nothing. When nothing landed, the CSV of the project is loaded into a table.
    dbt's stock seed parses every row in Python (3.6 GB and 27 s for the same persons). Names, order and types of the columns come from the seed's
    YAML and are compared before a row is read: a swapped pair of columns would load silently otherwise.
-#}
{% materialization seed, adapter='duckdb' %}
    {%- set columns = seed_columns() -%}
    {%- set files = landed_files() -%}
    {%- set kind = 'view' if files else 'table' -%}
    {%- set rows_sql = landed_rows_sql(files, columns) if files else csv_rows_sql(columns) -%}
    {%- set relation = replaceable_relation(kind) -%}

    {{ run_hooks(pre_hooks) }}
    {% call statement('main') -%}
        create or replace {{ kind }} {{ relation }} as {{ rows_sql }}
    {%- endcall %}
    {% do describe_relation(relation) %}
    {{ run_hooks(post_hooks) }}
    {{ adapter.commit() }}

    {#- dbt's seed task wants a table to show: it gets an empty one, because rows may be about people. -#}
    {% do store_result('agate_table', response='OK', agate_table=load_result('main').table) %}
    {{ return({'relations': [relation]}) }}
{% endmaterialization %}


{#- The seed's columns as its YAML declares them. A column without a type stops the run: a guessed type loses leading zeros. -#}
{% macro seed_columns() -%}
    {%- set columns = model.columns.values() | list -%}
    {%- set untyped = columns | rejectattr('data_type') | map(attribute='name') | list -%}
    {%- if not columns or untyped -%}
        {{ refuse_seed("every column needs a data_type in the YAML; it is missing for " ~ (untyped | join(', ') or 'all')) }}
    {%- endif -%}
    {{ return(columns) }}
{%- endmacro %}

{% macro refuse_seed(sentence) -%}
    {{ exceptions.raise_compiler_error("Seed " ~ model.name ~ ": " ~ sentence ~ ".") }}
{%- endmacro %}

{#- ["name TYPE", ...] of a query, as DuckDB sees it. -#}
{% macro columns_of(query) -%}
    {%- set described = run_query("select column_name || ' ' || column_type from (describe " ~ query ~ ")") -%}
    {{ return(described.columns[0].values() | list) }}
{%- endmacro %}

{% macro typed_nulls(columns) -%}
    {%- for column in columns %}cast(null as {{ column.data_type }}) as {{ column.name }}{{ ", " if not loop.last }}{% endfor -%}
{%- endmacro %}

{#- ['a', 'b'] as a list of SQL literals. -#}
{% macro text_list(values) -%}
    ['{{ values | map('replace', "'", "''") | join("', '") }}']
{%- endmacro %}
