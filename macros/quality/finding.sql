{#- What every rule model says about the record it points at, taken from the population it is judged over. -#}
{% macro finding(rule_id, record) -%}
    '{{ rule_id }}' as rule_id,
    {{ record }}.reporting_unit_code,
    {{ record }}.form_code,
    {{ record }}.record_key,
    {{ record }}.household_key,
    {{ record }}.submission_id,
    {{ record }}.sheet,
    {{ record }}.row_no
{%- endmacro %}

{#- Joins the value of a parameter that holds at D for the unit of the record; the alias is the name of the parameter, area_max_forest for area_max:forest. -#}
{% macro parameter(name, record) -%}
    {%- set alias = name | replace(':', '_') -%}
    left join {{ ref("int_parameter") }} as {{ alias }}
        on
            {{ alias }}.param_id = '{{ name }}'
            and {{ record }}.reporting_unit_code = {{ alias }}.reporting_unit_code
{%- endmacro %}

{#- Joins the value of a parameter that held on a day of the record, for the unit of the record: the line of the year of identification is not that
    of D. No value on that day, or no day: NULL. The alias is the name of the parameter. What lacks a value is found by int_parameter_gap. -#}
{% macro parameter_at(name, record, day) -%}
    left join {{ ref("int_parameter_history") }} as {{ name }}
        on
            {{ name }}.param_id = '{{ name }}'
            and {{ record }}.reporting_unit_code = {{ name }}.reporting_unit_code
            and {{ day }} between {{ name }}.held_from and {{ name }}.held_to
{%- endmacro %}

{#- Joins the value at D of one of a family of parameters, `family:key`, for the unit of the record; the key is an SQL expression. -#}
{% macro parameter_of(family, key, record) -%}
    left join {{ ref("int_parameter") }} as {{ family }}
        on
            {{ family }}.param_id = '{{ family }}:' || {{ key }}
            and {{ record }}.reporting_unit_code = {{ family }}.reporting_unit_code
{%- endmacro %}

{#- Whether a list-valued parameter names a value: 健康帮扶|综合保障 names 健康帮扶. False when the value is blank. -#}
{% macro lists(parameter, value) -%}
    coalesce(position('|' || {{ value }} || '|' in '|' || {{ parameter }}.value || '|') > 0, false)
{%- endmacro %}

{#- The city among the reporting units of results: what all units have together. -#}
{% macro city() -%}
    4112
{%- endmacro %}

{#- The stable key of a finding: the same rule and record give the same key in every release. No personal value goes into it.
    place: 1, 2, ... where the ledgers list one record several times. -#}
{% macro finding_id(record, place) -%}
    left(sha256(
        {{ record }}.rule_id || '|' || {{ record }}.reporting_unit_code || '|' || {{ record }}.form_code || '|' || {{ record }}.record_key
        || case when {{ place }} > 1 then '#' || cast({{ place }} as varchar) else '' end
    ), 24)
{%- endmacro %}
