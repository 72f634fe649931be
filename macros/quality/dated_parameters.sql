{#- Where a rule takes a parameter at a day of the record instead of D: (rule, parameter, relation whose rows are judged, column with the day).
    int_parameter_gap looks there for days without a value; a preflight check holds the list against the models. -#}
{% macro dated_parameters() -%}
    {{ return([
        ('MI-01', 'monitor_line', 'int_income_latest', 'income_day'),
        ('MI-01', 'monitor_line', 'pop_screening_of_round', 'round_end'),
        ('MI-09', 'monitor_line', 'int_income_latest', 'income_day'),
        ('MI-12', 'monitor_line', 'int_income_latest', 'income_day'),
        ('WI-02', 'monitor_line', 'pop_episode_identified', 'identified_month'),
        ('WI-04', 'monitor_line', 'pop_episode_identified', 'identified_month'),
        ('WE-01', 'monitor_line', 'pop_elimination_supported', 'eliminated_month'),
        ('WE-11', 'monitor_line', 'int_income_before_elimination', 'period_end'),
    ]) }}
{%- endmacro %}
