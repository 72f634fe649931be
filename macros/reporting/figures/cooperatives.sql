{#- Readings of the published figures about co-operatives; see figure_readings(). -#}
{% macro cooperative_figures() -%}
    {%- set led = "is_active and coop_type <> '合作社联社' and founded_date <= figure.as_of_date" -%}
    {{ return([
        {'figure': 'C03', 'relation': 'fct_cooperative', 'condition': led, 'numerator': 'count(distinct credit_code)'},
        {'figure': 'C04', 'relation': 'fct_cooperative', 'condition': led, 'numerator': 'count(distinct village_code)',
         'denominator': village_count(), 'scale': 100},
    ]) }}
{%- endmacro %}

{% macro village_count() -%}
    {{ return("(select count(*) from " ~ ref('dim_region') ~ " where is_rural)") }}
{%- endmacro %}
