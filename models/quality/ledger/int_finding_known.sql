-- One row per finding of the release before, with D of the release that first reported it, read from that release's number.
select
    known.*,
    case
        when regexp_matches(first_seen_release, '^[0-9]{4}-[0-9]{2}-[0-9]{2}-') then cast(left(first_seen_release, 10) as date)
        else {{ as_of() }}
    end as first_seen_as_of
from {{ ref('known_finding') }} as known
