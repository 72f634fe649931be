-- One row per disposal or scrapping of an asset by D. A blank date is not after D.
select
    'ZC03' as form_code,
    cast(null as varchar) as household_key,
    event.*
from {{ ref('fct_asset_event') }} as event
where event.is_disposal and (event.event_date is null or event.has_happened)
