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
