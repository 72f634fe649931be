-- One row is one list of regions that a published figure counts, with how many regions it has at D.
select
    scope.scope_id, scope.name_zh, scope.level, scope.published_count,
    cast((
        select count(*)
        from {{ ref('bridge_scope_region') }} as member
        where member.scope_id = scope.scope_id
    ) as integer) as regions,
    scope.figure_ids, scope.because
from {{ ref('scope') }} as scope
