-- One row is one person in one training course (one row of JN01 in force at D).
select
    submission_id, sheet, row_no, record_key, reporting_unit_code, person_key, township_code, village_code, course_code, township_name,
    village_name, person_group, course_name, provider, is_completed, certificate_type, certificate_level, subsidy_yuan, course_start,
    course_end, certificate_date,
    coalesce(course_start <= {{ as_of() }}, false) as is_trained,
    coalesce(certificate_no is not null and certificate_date <= {{ as_of() }}, false) as is_certified,
    coalesce(
        certificate_no is not null and certificate_date <= {{ as_of() }} and certificate_level in ('高级工', '技师', '高级技师'),
        false
    ) as is_highly_skilled
from {{ ref('stg_jn01') }}
