{#-
    How each published figure is computed from the ledgers: one entry is one reading of one figure.
        figure       figure_id of the published-figure register
        reading      what has to be assumed beyond the words of the source, for people; empty when the words are enough
        relation     the published table whose rows are counted
        condition    which of its rows; figure.as_of_date is the date of the figure
        numerator    what is counted or summed over them, in base units (元, 亩, 户 ...)
        denominator  what it is divided by; without one the figure is a number of things
        once_per     a key whose rows count once, each with its largest `kept` value
        scale        100 for percentages
        rounding     truncated where the source cut decimals off instead of rounding them
    A figure without an entry here is not computable from the ledgers; the register says why.
-#}
{% macro figure_readings() -%}
    {{ return(
        asset_figures() + cooperative_figures() + industry_figures() + project_figures() + village_figures()
        + employment_figures() + monitoring_figures() + income_figures() + screening_figures() + structure_figures()
    ) }}
{%- endmacro %}
