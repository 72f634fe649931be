-- One row is one published table: what one row of it is, and the columns that are its key. Taken from the contracts, so that readers and programs need
-- no constraint in the file to know the key.
{%- set tables = [] %}
{%- if execute %}
{%- for node in graph.nodes.values() | sort(attribute='name') if node.resource_type == 'model' and node.database == target.database %}
{%- do tables.append(node) %}
{%- endfor %}
{%- endif %}
{%- for node in tables %}
select
    '{{ node.schema }}' as schema_name,
    '{{ node.name }}' as table_name,
    '{{ node.description | trim | replace("'", "''") }}' as grain,
    '{{ node.config.meta.get("key", []) | join(",") }}' as key_columns,
    '{{ build_columns(node.columns) }}' as build_columns
{{ "union all" if not loop.last }}
{%- else %}
select
    cast(null as varchar) as schema_name,
    cast(null as varchar) as table_name,
    cast(null as varchar) as grain,
    cast(null as varchar) as key_columns,
    cast(null as varchar) as build_columns
where false
{%- endfor %}
