{#-
    The reports that count persons or households by place, and how small counts are kept out of them.
        measures   semantic model of the report
        divisions  its divisions, as `rolled` has them
        counts     the measures that are numbers of persons or households (an alert is about one person)
        divided    true where the lines of a division are never added up, so that every line stands alone
    A test compares the list with the columns of the reports.
-#}
{% macro small_cell_reports() -%}
    {{ return([
        {'report': 'rpt_alert', 'measures': 'alerts', 'divisions': ['dept'],
         'counts': ['alerts', 'alerts_verified', 'alerts_true', 'alerts_included']},
        {'report': 'rpt_beneficiary', 'measures': 'beneficiaries', 'divisions': ['benefit_year'],
         'counts': ['beneficiary_households', 'beneficiary_persons'], 'divided': true},
        {'report': 'rpt_cooperative', 'measures': 'cooperatives', 'divisions': ['coop_type'],
         'counts': ['cooperative_member_households']},
        {'report': 'rpt_employment', 'measures': 'employment', 'divisions': ['household_type', 'job_batch'],
         'counts': ['employed_persons', 'employed_persons_year_before', 'returned_persons']},
        {'report': 'rpt_grid', 'measures': 'grids', 'divisions': ['grid_level'],
         'counts': ['grid_households']},
        {'report': 'rpt_income', 'measures': 'household_income', 'divisions': ['round_code', 'income_group'],
         'counts': ['income_households', 'income_members'], 'divided': true},
        {'report': 'rpt_job_assistance', 'measures': 'job_assistance', 'divisions': ['assist_mode'],
         'counts': ['willing_persons', 'assisted_persons', 'placed_persons']},
        {'report': 'rpt_monitoring', 'measures': 'monitored_households', 'divisions': ['monitor_category'],
         'counts': ['monitored_households_identified', 'monitored_persons_identified', 'monitored_households_eliminated',
                    'monitored_persons_eliminated', 'monitored_households_active', 'monitored_persons_active']},
        {'report': 'rpt_screening', 'measures': 'screenings', 'divisions': ['screen_round'],
         'counts': ['screened_households', 'screened_persons', 'self_reported_households', 'self_reported_persons', 'key_households', 'key_persons',
                    'newly_identified_households', 'newly_identified_persons', 'newly_eliminated_households', 'newly_eliminated_persons'],
         'divided': true},
        {'report': 'rpt_training', 'measures': 'training', 'divisions': ['person_group'],
         'counts': ['trained_persons', 'certified_persons', 'highly_skilled_persons']},
        {'report': 'rpt_welfare_post', 'measures': 'welfare_posts', 'divisions': ['person_group', 'post_type'],
         'counts': ['post_persons', 'post_persons_yipin']},
    ]) }}
{%- endmacro %}

{#- The counts of different persons or households, as a list of texts: their lines need not add up to the line above. -#}
{% macro small_cell_distinct_counts() -%}
    {%- set found = ["''"] -%}
    {%- for report in small_cell_reports() -%}
        {%- for measure in semantic_model(report.measures).measures if measure.name in report.counts and measure.agg == 'count_distinct' -%}
            {%- do found.append("'" ~ measure.name ~ "'") -%}
        {%- endfor -%}
    {%- endfor -%}
    {{ found | join(', ') }}
{%- endmacro %}
