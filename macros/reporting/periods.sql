{#-
    Which reporting periods a line of a report stands for. The facts know the submission of each row, core.dim_submission its period:
    `with_period` is a relation with the period beside each row, `counted_periods` the first and the last day of the periods behind a line.
    Units and townships report at their own pace: at D the latest ledger of one may be July's and that of another August's.
-#}
{% macro with_period(relation) -%}
    (
        select entry.*, submission.period_start, submission.period_end
        from {{ ref(relation) }} as entry
        left join {{ ref('dim_submission') }} as submission on entry.submission_id = submission.submission_id
    ) as reported
{%- endmacro %}

{% macro counted_periods() -%}
    min(period_start) as period_start,
    max(period_end) as period_end
{%- endmacro %}
