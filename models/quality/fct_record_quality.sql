-- One row per (form, reporting unit) and (form, city): how many records the data-quality rules judged at D, and how many of them have a counted
-- finding: the rate of the target 数据质量, form by form.
with checked as (
    select
        form_code,
        coalesce(reporting_unit_code, '{{ city() }}') as reporting_unit_code,
        count(*) as records_checked
    from {{ ref('int_data_quality_record') }}
    group by grouping sets ((form_code, reporting_unit_code), (form_code))
),

wrong as (
    select
        form_code,
        coalesce(reporting_unit_code, '{{ city() }}') as reporting_unit_code,
        count(distinct submission_id || '|' || sheet || '|' || coalesce(cast(row_no as varchar), record_key)) as records_wrong
    from {{ ref('fct_finding') }}
    where target = 'data_quality' and counted and detected
    group by grouping sets ((form_code, reporting_unit_code), (form_code))
)

select
    checked.form_code,
    checked.reporting_unit_code,
    {{ as_of() }} as as_of,
    cast(coalesce(wrong.records_wrong, 0) as bigint) as records_wrong,
    cast(checked.records_checked as bigint) as records_checked
from checked
left join wrong
    on checked.form_code = wrong.form_code and checked.reporting_unit_code = wrong.reporting_unit_code
