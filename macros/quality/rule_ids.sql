{#- The rules that are built, in the order of seeds/reference/rule.csv. A preflight check keeps this list, the table and the models equal. -#}
{% macro rule_ids() -%}
    {{ return([
        'MI-01', 'MI-02', 'MI-03', 'MI-04', 'MI-05', 'MI-06', 'MI-07', 'MI-08', 'MI-09', 'MI-10', 'MI-11', 'MI-12',
        'WI-01', 'WI-02', 'WI-03', 'WI-04', 'WI-05', 'WI-06', 'WI-07', 'WI-08', 'WI-09', 'WI-10', 'WI-11', 'WI-12',
        'WE-01', 'WE-02', 'WE-03', 'WE-04', 'WE-05', 'WE-06', 'WE-07', 'WE-08', 'WE-09', 'WE-10', 'WE-11', 'WE-12',
        'DQ-02', 'DQ-04', 'DQ-07', 'DQ-13',
        'AS-09', 'AS-14', 'PF-02', 'PF-05',
    ]) }}
{%- endmacro %}

{#- The model of a rule: MI-07 -> rule_mi_07. -#}
{% macro rule_model(rule_id) -%}
    {{ return("rule_" ~ rule_id | lower | replace("-", "_")) }}
{%- endmacro %}

{#- The populations that rules are judged over: one model each below models/quality/populations. -#}
{% macro populations() -%}
    {{ return([
        'pop_alert', 'pop_screening_of_round', 'pop_self_report', 'pop_household_registered', 'pop_household_unmonitored',
        'pop_episode', 'pop_episode_active', 'pop_episode_active_ill', 'pop_episode_identified', 'pop_member_of_active_episode',
        'pop_elimination', 'pop_elimination_last', 'pop_elimination_term', 'pop_elimination_supported', 'pop_elimination_natural',
        'pop_member_with_id', 'pop_member_registered', 'pop_household_or_member', 'pop_income_record',
        'pop_asset_income', 'pop_asset_confirmed', 'pop_project',
    ]) }}
{%- endmacro %}
