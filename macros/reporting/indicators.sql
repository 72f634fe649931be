{#- The semantic model of that name from models/reporting/semantic; while dbt is still parsing there is none yet. -#}
{% macro semantic_model(name) -%}
    {%- if execute -%}
        {%- for model in graph.semantic_models.values() if model.name == name -%}
            {{ return(model) }}
        {%- endfor -%}
        {{ exceptions.raise_compiler_error("There is no semantic model " ~ name ~ " in models/reporting/semantic.") }}
    {%- endif -%}
    {{ return({'measures': []}) }}
{%- endmacro %}

{#- A measure as SQL. A sum over nothing is zero. Amounts keep two decimals, everything else is a number of things. -#}
{% macro measure_sql(measure) -%}
    {%- if measure.agg == 'count_distinct' -%}
        count(distinct {{ measure.expr }})
    {%- elif measure.agg == 'sum_boolean' -%}
        count(*) filter (where {{ measure.expr }})
    {%- elif measure.agg == 'sum' -%}
        cast(coalesce(sum({{ measure.expr }}), 0) as {{ measure_type(measure.name) }})
    {%- else -%}
        {{ exceptions.raise_compiler_error("Measure " ~ measure.name ~ ": " ~ measure.agg ~ " is no way to count here.") }}
    {%- endif -%}
{%- endmacro %}

{% macro measure_type(name) -%}
    {{ return('decimal(18, 2)' if name.endswith(('_yuan', '_mu')) else 'bigint') }}
{%- endmacro %}

{#- All measures of a semantic model as columns of a report: an indicator is defined there and nowhere else. -#}
{% macro measures(name) -%}
    {%- for measure in semantic_model(name).measures -%}
    {{ measure_sql(measure) }} as {{ measure.name }}{{ ",\n    " if not loop.last }}
    {%- else -%}
    0 as no_measure_yet
    {%- endfor -%}
{%- endmacro %}

{#- The ratio metrics whose numerator and denominator are both measures of a semantic model. -#}
{% macro ratio_metrics(name) -%}
    {%- set names = semantic_model(name).measures | map(attribute='name') | list -%}
    {%- set found = [] -%}
    {%- for metric in (graph.metrics.values() if execute else []) | sort(attribute='name') if metric.type == 'ratio' -%}
        {%- if metric.type_params.numerator.name in names and metric.type_params.denominator.name in names -%}
            {%- do found.append(metric) -%}
        {%- endif -%}
    {%- endfor -%}
    {{ return(found) }}
{%- endmacro %}

{#- These ratios as columns, computed exactly from the two columns they name; a zero denominator gives no figure. -#}
{% macro ratios(name) -%}
    {%- for metric in ratio_metrics(name) -%}
    {%- set meta = metric.config.meta -%}
    cast({{ exact_ratio(
        metric.type_params.numerator.name ~ (" * " ~ meta.scale if meta.scale != 1 else ""), metric.type_params.denominator.name, meta.decimals
    ) }} as decimal(18, {{ meta.decimals }})) as {{ metric.name }}{{ ",\n    " if not loop.last }}
    {%- else -%}
    0 as no_ratio_yet
    {%- endfor -%}
{%- endmacro %}
