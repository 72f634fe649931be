-- One row per alert that was dispatched to its unit by D. A blank day of dispatch is not after it.
select
    'BM01' as form_code,
    alert.*
from {{ ref('fct_alert') }} as alert
where alert.dispatch_date is null or alert.dispatch_date <= {{ as_of() }}
