-- One row, always: the release that this file is.
select
    '{{ var("release_id") }}' as release_id,
    {{ as_of() }} as as_of,
    {{ as_known_at() }} as as_known_at,
    '{{ var("code_version") }}' as code_version
