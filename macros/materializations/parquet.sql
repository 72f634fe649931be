{#-
    A Parquet file beside the private database, and a view on it. For what a release seals: as a table the city's persons were written twice, first
    into the database and then, read back, into the file that is sealed. Rules read the view; they need few of its columns.
-#}
{% materialization parquet, adapter='duckdb' %}
    {%- set relation = replaceable_relation('view') -%}
    {%- set folder = run_query("select parse_dirpath(path) from duckdb_databases() where database_name = '" ~ this.database ~ "'").rows[0][0] -%}
    {%- set file = "'" ~ (folder or '.') ~ '/' ~ this.schema ~ '.' ~ this.identifier ~ ".parquet'" -%}
    {{ run_hooks(pre_hooks) }}
    {% call statement('main') -%}
        copy ({{ compiled_code }}) to {{ file }} (format parquet, compression zstd);
        create or replace view {{ relation }} as select * from read_parquet({{ file }});
    {%- endcall %}
    {% do describe_relation(relation) %}
    {{ run_hooks(post_hooks) }}
    {{ adapter.commit() }}
    {{ return({'relations': [relation]}) }}
{% endmaterialization %}
