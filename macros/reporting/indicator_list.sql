{#-
    Every indicator as one entry, from the two places where indicators are defined: the metrics below models/reporting/semantic, and the meta block
    `indicators` of the report that computes what a metric cannot carry (growth on a base of another year, a share of something in another table).
    An indicator that divides must say by what.
-#}
{% macro indicator_list() -%}
    {%- set found = [] -%}
    {%- set reports = graph.nodes.values() | selectattr('resource_type', 'equalto', 'model') | selectattr('schema', 'equalto', 'reporting') | list -%}
    {%- for metric in graph.metrics.values() | sort(attribute='name') -%}
        {%- set homes = reports | selectattr('name', 'ne', 'dim_indicator') | list -%}
        {%- set table = namespace(name='') -%}
        {%- for report in homes if metric.name in report.columns -%}{%- set table.name = report.name -%}{%- endfor -%}
        {%- if not table.name -%}
            {{ exceptions.raise_compiler_error("Indicator " ~ metric.name ~ " stands in no report.") }}
        {%- endif -%}
        {%- if metric.type == 'ratio' -%}
            {%- set meta = metric.config.meta -%}
            {%- do found.append({
                'name': metric.name, 'label': metric.label, 'kind': 'ratio', 'table': table.name, 'numerator': metric.type_params.numerator.name,
                'denominator': metric.type_params.denominator.name, 'scale': meta.scale, 'unit': meta.unit, 'decimals': meta.decimals,
                'description': metric.description,
            }) -%}
        {%- else -%}
            {%- set measure = metric.type_params.measure.name -%}
            {%- do found.append({
                'name': metric.name, 'label': metric.label, 'kind': 'measure', 'table': table.name, 'numerator': measure_formula(measure), 'denominator': '',
                'scale': 1, 'unit': '元' if measure.endswith('_yuan') else ('亩' if measure.endswith('_mu') else '个'),
                'decimals': 2 if measure.endswith(('_yuan', '_mu')) else 0, 'description': metric.description,
            }) -%}
        {%- endif -%}
    {%- endfor -%}
    {%- for report in reports | sort(attribute='name') -%}
        {%- for indicator in report.config.meta.get('indicators', []) -%}
            {%- if not indicator.denominator -%}
                {{ exceptions.raise_compiler_error("Indicator " ~ indicator.name ~ " of " ~ report.name ~ " has no denominator.") }}
            {%- endif -%}
            {%- do found.append(dict(indicator, kind='ratio', table=report.name, scale=indicator.scale or 100, unit='%', decimals=2)) -%}
        {%- endfor -%}
    {%- endfor -%}
    {{ return(found | sort(attribute='name')) }}
{%- endmacro %}

{#- How a measure is counted, as people read it: sum(fund_paid_yuan). -#}
{% macro measure_formula(name) -%}
    {%- for model in graph.semantic_models.values() -%}
        {%- for measure in model.measures if measure.name == name -%}
            {{ return(measure.agg ~ "(" ~ measure.expr ~ ")") }}
        {%- endfor -%}
    {%- endfor -%}
{%- endmacro %}
