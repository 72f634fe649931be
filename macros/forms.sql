{#- The meta block of a form from seeds/forms/<seed>.yml: the only description of a form. Empty while dbt is still parsing. -#}
{% macro form_meta(seed) -%}
    {%- if execute -%}
        {%- for node in graph.nodes.values() if node.resource_type == "seed" and node.name == seed -%}
            {{ return(node.config.meta) }}
        {%- endfor -%}
        {{ exceptions.raise_compiler_error("There is no form seeds/forms/" ~ seed ~ ".yml.") }}
    {%- endif -%}
    {{ return({}) }}
{%- endmacro %}

{#- All forms in code order: seed name and meta block. Empty while dbt is still parsing. -#}
{% macro all_forms() -%}
    {%- set forms = [] -%}
    {%- if execute -%}
        {%- for node in graph.nodes.values() | sort(attribute="name") if node.resource_type == "seed" and node.config.meta.form -%}
            {%- do forms.append(node) -%}
        {%- endfor -%}
    {%- endif -%}
    {{ return(forms) }}
{%- endmacro %}

{#- The rows of a form that are in force at D: `form` the row, `submission` the submission it came with. -#}
{% macro in_force(seed) -%}
    from {{ ref(seed) }} as form
    inner join {{ ref("int_submission_in_force") }} as submission
        on form.submission_id = submission.submission_id
{%- endmacro %}

{#- For a form with places: the codes behind the names, and not the townships that a later part has replaced. A village that went to another township
    since counts there. -#}
{% macro in_force_with_place(seed) -%}
    {{ in_force(seed) }}
        and (
            submission.replaced_parts is null
            or position('|' || form.township_name || '|' in submission.replaced_parts) = 0
        )
    left join {{ ref("int_township_spelling") }} as named_township
        on
            submission.reporting_unit_code = named_township.reporting_unit_code
            and form.township_name = named_township.spelling
    left join {{ ref("int_village_spelling") }} as village
        on
            submission.reporting_unit_code = village.reporting_unit_code
            and named_township.township_code = village.township_code
            and form.village_name = village.spelling
    left join {{ ref("dim_township") }} as township
        on township.township_code = coalesce(village.counted_township_code, named_township.township_code)
{%- endmacro %}

{#- Where a row stands: the first columns of every staging model and fact. -#}
{% macro lineage(seed) -%}
    form.submission_id, form.sheet, form.row_no,
    {{ record_key(seed) }} as record_key,
    submission.reporting_unit_code
{%- endmacro %}

{#- The form's key columns joined by |, in the order of its YAML; personal ones by their token. A blank part stays blank. -#}
{% macro record_key(seed) -%}
    {%- set meta = form_meta(seed) -%}
    {%- for column in meta.get("key", ["submission_id"]) -%}
        {{ " || '|' || " if not loop.first }}coalesce({{ key_text("form." ~ column, seed, column) }}, '')
    {%- endfor -%}
{%- endmacro %}

{#- One part of a record key as text. An ID number that somebody typed where a register code belongs, rightly or wrongly, must not be published. -#}
{% macro key_text(expression, seed, column) -%}
    {%- set text = "cast(" ~ expression ~ " as varchar)" -%}
    {%- if column_is_personal(seed, column) -%}
        {{ token(column, text) }}
    {%- else -%}
        case
            when length({{ text }}) >= 18
                and regexp_matches({{ text }}, '[0-9]{6}(19[0-9]|20[0-2])[0-9](0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])[0-9]{3}[0-9Xx]')
                then {{ token(column, text) }}
            else {{ text }}
        end
    {%- endif -%}
{%- endmacro %}

{#- A register code as a column of its own, guarded like the record key that it is part of. -#}
{% macro register_code(seed, column) -%}
    {{ key_text("form." ~ column, seed, column) }} as {{ column }}
{%- endmacro %}

{% macro column_is_personal(seed, column) -%}
    {%- if execute -%}
        {%- for node in graph.get("nodes", {}).values() if node.resource_type == "seed" and node.name == seed -%}
            {{ return(node.columns[column].config.meta.get("personal", false)) }}
        {%- endfor -%}
    {%- endif -%}
    {{ return(false) }}
{%- endmacro %}
