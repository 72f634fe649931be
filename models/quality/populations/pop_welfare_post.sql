-- One row per person in a public-welfare post, now or before.
select
    'GY01' as form_code,
    post.*
from {{ ref('fct_welfare_post') }} as post
