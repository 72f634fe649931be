{#- The rules that are built, in the order of seeds/reference/rule.csv. A preflight check keeps this list, the table and the models equal. -#}
{% macro rule_ids() -%}
    {{ return([
        'MI-07', 'MI-08', 'MI-10', 'MI-11',
        'WI-01', 'WI-07', 'WI-08', 'WI-11',
        'WE-02', 'WE-03', 'WE-05', 'WE-07',
        'DQ-01', 'DQ-02', 'DQ-03', 'DQ-04', 'DQ-05', 'DQ-06', 'DQ-07', 'DQ-08', 'DQ-09', 'DQ-10', 'DQ-11', 'DQ-12',
        'DQ-13', 'DQ-14', 'DQ-15', 'DQ-16', 'DQ-17', 'DQ-18', 'DQ-19', 'DQ-20', 'DQ-21', 'DQ-22', 'DQ-23', 'DQ-24',
        'DQ-25',
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
        'pop_screening_of_round', 'pop_self_report', 'pop_household_registered',
        'pop_episode_active', 'pop_episode_identified', 'pop_member_of_active_episode',
        'pop_elimination', 'pop_elimination_term', 'pop_elimination_supported', 'pop_elimination_natural',
        'pop_member', 'pop_member_with_id', 'pop_member_id_valid', 'pop_member_registered', 'pop_member_at_school', 'pop_phone',
        'pop_household_listed', 'pop_household_resident', 'pop_household_supported', 'pop_household_or_member', 'pop_monitoring_status',
        'pop_income_record', 'pop_income_stated', 'pop_employment_spell', 'pop_welfare_post',
        'pop_record', 'pop_record_with_place', 'pop_summary',
        'pop_asset_income', 'pop_asset_confirmed', 'pop_project',
    ]) }}
{%- endmacro %}
