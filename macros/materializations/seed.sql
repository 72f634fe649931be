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

{#- The landed files of this seed in name order; an empty list when nothing landed. -#}
{% macro landed_files() -%}
    {%- if not var('landing_dir') -%}
        {{ return([]) }}
    {%- endif -%}
    {%- set pattern = var('landing_dir') ~ '/' ~ model.name ~ '/*.parquet' -%}
    {%- set found = run_query("select file from glob(" ~ text_list([pattern]) ~ ") order by file") -%}
    {{ return(found.columns[0].values() | list) }}
{%- endmacro %}

{#- The landed rows. Files of one shape are inspected once; each shape must have the declared names, order and types. -#}
{% macro landed_rows_sql(files, columns) -%}
    {%- set declared = columns_of("select " ~ typed_nulls(columns)) -%}
    {%- set shapes = run_query(
        "select min(file_name) from (select file_name, string_agg(concat_ws(' ', name, type, converted_type, logical_type), ',' order by column_id) as shape"
        ~ " from parquet_schema(" ~ text_list(files) ~ ") group by file_name) group by shape"
    ) -%}
    {%- for file in shapes.columns[0].values() -%}
        {%- set found = columns_of("select * from read_parquet(" ~ text_list([file]) ~ ")") -%}
        {%- if found != declared -%}
            {{ refuse_seed(
                "the columns of " ~ file.split('/')[-1] ~ " differ from the YAML; found and not expected here: "
                ~ (found | reject('in', declared) | join(', ') or 'another order') ~ "; expected and not found: "
                ~ (declared | reject('in', found) | join(', ') or 'none')
            ) }}
        {%- endif -%}
    {%- endfor -%}
    select {{ columns | map(attribute='name') | join(', ') }} from read_parquet({{ text_list(files) }})
{%- endmacro %}

{#- The rows of the project's CSV. Cells are read as text and their shape compared with the type first: 1.7 must not load as 2. -#}
{% macro csv_rows_sql(columns) -%}
    {%- set path = text_list([model.root_path ~ '/' ~ model.original_file_path]) -%}
    {%- set names = columns | map(attribute='name') | list -%}
    {%- set header = run_query(
        "select rtrim(split_part(content, chr(10), 1), chr(13)) from read_text(" ~ path ~ ")"
    ).columns[0].values()[0] -%}
    {%- if header != names | join(',') -%}
        {{ refuse_seed("the header of the CSV is " ~ (header or 'empty') ~ "; expected is " ~ names | join(',')) }}
    {%- endif -%}
    {%- do run_query("drop table if exists seed_reject; drop table if exists seed_reject_scan; drop table if exists seed_text") -%}
    {%- do run_query(
        "create temp table seed_text as select * from read_csv(" ~ path ~ ", auto_detect = false, header = true, delim = ',', quote = '\"', escape = '\"',"
        ~ " nullstr = '', store_rejects = true, rejects_table = 'seed_reject', rejects_scan = 'seed_reject_scan', columns = {'"
        ~ names | join("': 'varchar', '") ~ "': 'varchar'})"
    ) -%}
    {%- set rejected = run_query("select min(line), count(distinct line) from seed_reject").rows[0] -%}
    {%- if rejected[1] -%}
        {{ refuse_seed(rejected[1] ~ " lines of the CSV do not have the columns of its header, first line " ~ rejected[0]) }}
    {%- endif -%}
    {%- for column in columns if cell_shape(column.data_type) -%}
        {%- set misfits = run_query(
            "select count(*) from seed_text where not regexp_full_match(" ~ column.name ~ ", '" ~ cell_shape(column.data_type) ~ "')"
        ).rows[0][0] -%}
        {%- if misfits -%}
            {{ refuse_seed(misfits ~ " cells of column " ~ column.name ~ " are not written as " ~ column.data_type) }}
        {%- endif -%}
    {%- endfor -%}
    select
    {%- for column in columns %} cast({{ column.name }} as {{ column.data_type }}) as {{ column.name }}{{ "," if not loop.last }}{% endfor %}
    from seed_text
{%- endmacro %}

{#- How a cell of a type must be written in a CSV; empty for text. -#}
{% macro cell_shape(data_type) -%}
    {%- set type = data_type | lower -%}
    {%- if type in ('integer', 'bigint') -%}
        {{ return('-?[0-9]{1,18}') }}
    {%- elif type.startswith('decimal') -%}
        {{ return('-?[0-9]+([.][0-9]{1,' ~ type.split(',')[1].strip(' )') ~ '})?') }}
    {%- elif type == 'date' -%}
        {{ return('[0-9]{4}-[0-9]{2}-[0-9]{2}') }}
    {%- elif type == 'timestamp' -%}
        {{ return('[0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9]{2}:[0-9]{2}:[0-9]{2}([.][0-9]+)?') }}
    {%- elif type == 'boolean' -%}
        {{ return('true|false') }}
    {%- endif -%}
    {{ return('') }}
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
