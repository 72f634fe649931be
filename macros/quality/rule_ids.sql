{#- The rules that are built, in the order of seeds/reference/rule.csv. A preflight check keeps this list, the table and the models equal. -#}
{% macro rule_ids() -%}
    {{ return([
        'MI-01', 'MI-02', 'MI-03', 'MI-04', 'MI-05', 'MI-06', 'MI-07', 'MI-08', 'MI-09',
        'MI-10', 'MI-11', 'MI-12',
        'WI-01', 'WI-02', 'WI-03', 'WI-04', 'WI-05', 'WI-06', 'WI-07', 'WI-08', 'WI-09',
        'WI-10', 'WI-11', 'WI-12',
        'WE-01', 'WE-02', 'WE-03', 'WE-04', 'WE-05', 'WE-06', 'WE-07', 'WE-08', 'WE-09',
        'WE-10', 'WE-11', 'WE-12',
        'DQ-01', 'DQ-02', 'DQ-03', 'DQ-04', 'DQ-05', 'DQ-06', 'DQ-07', 'DQ-08', 'DQ-09',
        'DQ-10', 'DQ-11', 'DQ-12', 'DQ-13', 'DQ-14', 'DQ-15', 'DQ-16', 'DQ-17', 'DQ-18',
        'DQ-19', 'DQ-20', 'DQ-21', 'DQ-22', 'DQ-23', 'DQ-24', 'DQ-25',
        'AS-01', 'AS-02', 'AS-03', 'AS-04', 'AS-05', 'AS-06', 'AS-07', 'AS-08', 'AS-09',
        'AS-10', 'AS-11', 'AS-12', 'AS-13', 'AS-14', 'AS-15', 'AS-16', 'AS-17',
        'PF-01', 'PF-02', 'PF-03', 'PF-04', 'PF-05', 'PF-06', 'PF-07', 'PF-08', 'PF-09',
        'PF-10', 'PF-11', 'PF-12', 'PF-13', 'PF-14', 'PF-15', 'PF-16', 'PF-17', 'PF-18',
        'PF-19', 'PF-20',
    ]) }}
{%- endmacro %}

{#- The model of a rule: MI-07 -> rule_mi_07. -#}
{% macro rule_model(rule_id) -%}
    {{ return("rule_" ~ rule_id | lower | replace("-", "_")) }}
{%- endmacro %}

{#- The populations that rules are judged over: one model each below models/quality/populations. -#}
{% macro populations() -%}
    {{ return([
        'pop_screening_of_round',
        'pop_self_report',
        'pop_household_registered', 'pop_household_or_member', 'pop_household_listed', 'pop_household_resident', 'pop_household_supported',
        'pop_household_unmonitored',
        'pop_episode_active', 'pop_episode_identified', 'pop_episode', 'pop_episode_active_ill',
        'pop_member_of_active_episode', 'pop_member_with_id', 'pop_member_registered', 'pop_member', 'pop_member_id_valid',
        'pop_member_at_school',
        'pop_elimination', 'pop_elimination_term', 'pop_elimination_supported', 'pop_elimination_natural', 'pop_elimination_last',
        'pop_income_record', 'pop_income_stated',
        'pop_asset', 'pop_asset_owned', 'pop_asset_operating', 'pop_asset_public', 'pop_asset_common',
        'pop_asset_confirmed', 'pop_asset_income', 'pop_asset_income_distributed', 'pop_asset_yield',
        'pop_project', 'pop_project_unfinished', 'pop_project_unstarted', 'pop_project_completed', 'pop_project_accepted',
        'pop_project_with_asset', 'pop_project_beneficiary',
        'pop_payment', 'pop_central_fund', 'pop_fund_document',
        'pop_asset_disposal', 'pop_beneficiary_total', 'pop_demonstration_village',
        'pop_phone',
        'pop_monitoring_status',
        'pop_record', 'pop_record_with_place',
        'pop_alert',
        'pop_employment_spell',
        'pop_welfare_post',
        'pop_summary',
    ]) }}
{%- endmacro %}
