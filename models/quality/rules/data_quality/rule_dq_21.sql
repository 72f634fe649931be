-- One row per household of the register with an area that is blank, below zero or above its limit, or a distance to the road below zero or above
-- its limit. The limits themselves are in order.
{%- set areas = ['cropland', 'forest', 'returned', 'orchard', 'grass', 'water'] %}
{%- set faults = [
    (
        "road_distance_km < 0 or road_distance_km > road_distance_max.number", "'HJ01.road_distance_km'",
        "'" ~ column_label("hj01", "road_distance_km") ~ "' || cast(road_distance_km as varchar)"
    ),
] %}
{%- for area in areas %}
{%- do faults.append((
    area ~ "_mu is null or " ~ area ~ "_mu < 0 or " ~ area ~ "_mu > area_max_" ~ area ~ ".number",
    "'HJ01." ~ area ~ "_mu'",
    "'" ~ column_label("hj01", area ~ "_mu") ~ "' || coalesce(cast(" ~ area ~ "_mu as varchar), '为空')"
)) %}
{%- endfor %}

with judged as (
    select
        household.*,
        {{ words_where(faults, 1, ';') }} as fields,
        {{ words_where(faults, 2, '；') }} as detail_zh
    from {{ ref('pop_household_listed') }} as household
    {{ parameter('area_max:cropland', 'household') }}
    {{ parameter('area_max:forest', 'household') }}
    {{ parameter('area_max:returned', 'household') }}
    {{ parameter('area_max:orchard', 'household') }}
    {{ parameter('area_max:grass', 'household') }}
    {{ parameter('area_max:water', 'household') }}
    {{ parameter('road_distance_max', 'household') }}
)

select
    {{ finding('DQ-21', 'judged') }},
    judged.fields,
    judged.detail_zh
from judged
where judged.fields <> ''
