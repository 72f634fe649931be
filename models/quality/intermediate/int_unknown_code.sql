-- One row per record and coded column with a value that is in no valid row of its code list. The value itself is not shown: anything may have
-- been typed there. A blank is no value.
{%- for seed, fact, condition in form_facts() %}
{%- for column, code_list, is_multiple, is_personal in coded_columns(seed) %}
select
    '{{ seed | upper }}' as form_code, listed.submission_id, listed.sheet, listed.row_no, listed.record_key, listed.reporting_unit_code,
    {{ 'listed.household_key' if form_has_column(seed, 'household_code') else 'cast(null as varchar)' }} as household_key,
    '{{ seed | upper }}.{{ column }}' as field, '{{ column_label(seed, column) }}' as label_zh
from {{ coded_source(seed, fact, is_personal) }} as listed
inner join {{ ref('int_unknown_value') }} as unknown
    on unknown.field = '{{ seed | upper }}.{{ column }}' and listed.{{ column }} = unknown.value
where {{ condition | replace('form_code', 'listed.form_code') }}
union all
{%- endfor %}
{%- endfor %}
select
    cast(null as varchar) as form_code, cast(null as varchar) as submission_id, cast(null as varchar) as sheet, cast(null as integer) as row_no,
    cast(null as varchar) as record_key, cast(null as varchar) as reporting_unit_code, cast(null as varchar) as household_key,
    cast(null as varchar) as field, cast(null as varchar) as label_zh
where false
