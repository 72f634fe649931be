-- One row per field and value of a coded column that stands at D and is in no valid row of its code list; of a cell with several values, one
-- that holds such a value. Values are few where rows are many: rule DQ-09 looks for these values and not for every cell.
{{ config(materialized='table') }}

with standing as (
    {%- for seed, fact, condition in form_facts() %}
    {%- for column, code_list, is_multiple, is_personal in coded_columns(seed) %}
    select
        '{{ seed | upper }}.{{ column }}' as field, '{{ code_list }}' as code_list,
        {{ is_multiple | lower }} as is_multiple, {{ column }} as value
    from {{ coded_source(seed, fact, is_personal) }}
    where {{ column }} is not null and {{ condition }}
    group by {{ column }}
    union all
    {%- endfor %}
    {%- endfor %}
    select
        cast(null as varchar) as field, cast(null as varchar) as code_list, false as is_multiple, cast(null as varchar) as value
    where false
),

part as (
    select field, code_list, value, unnest(case when is_multiple then string_split(value, '、') else [value] end) as label_zh
    from standing
)

select distinct part.field, part.value
from part
left join {{ ref('code_list') }} as code
    on
        part.code_list = code.code_list
        and part.label_zh = code.label_zh
        and {{ holds_at_as_of('code') }}
where code.label_zh is null
