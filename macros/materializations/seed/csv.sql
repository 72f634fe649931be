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
