-- One row per record whose county is not that of its reporting unit, whose township the unit does not have at D, or whose village the township
-- does not have or has twice. A village without a township cannot be told from others of its name. A blank name is no wrong name.
{%- set faults = [
    ("other.row_no is not null", "'county_name'", "'县名不是填报单位或其所辖的县（市、区）'"),
    ("place.township_name is not null and place.township_code is null", "'township_name'", "'填报单位没有这个乡（镇、街道）'"),
    ("place.village_name is not null and place.village_code is null and place.township_name is null", "'village_name'", "'没有乡（镇、街道），只凭村名无法确定'"),
    ("place.village_name is not null and place.village_code is null and place.township_code is not null", "'village_name'", "'该乡（镇、街道）没有这个村，或有同名的村'"),
] %}

with judged as (
    select
        place.*,
        {{ words_where(faults, 1, ';') }} as wrong_columns,
        {{ words_where(faults, 2, '；') }} as detail_zh
    from {{ ref('pop_record_with_place') }} as place
    left join {{ ref('int_row_of_other_county') }} as other
        on place.submission_id = other.submission_id and place.sheet = other.sheet and place.row_no = other.row_no
    where place.village_code is null or place.township_code is null or other.row_no is not null
)

select
    {{ finding('DQ-22', 'judged') }},
    judged.form_code || '.' || replace(judged.wrong_columns, ';', ';' || judged.form_code || '.') as fields,
    judged.detail_zh
from judged
where judged.wrong_columns <> ''
