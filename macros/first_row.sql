{#-
    The rows of a relation with one row per key: keys that occur once pass as they are, of the others the first row in submission, sheet and row order.
    Ordering a city's persons by key would cost more than the table itself; doubled keys are few.
-#}
{% macro first_row_per(key, relation) -%}
    doubled as (
        select {{ key }}
        from {{ relation }}
        group by {{ key }}
        having count(*) > 1
    ),

    chosen as (
        select
            listed.*,
            row_number() over (partition by listed.{{ key }} order by listed.submission_id, listed.sheet, listed.row_no) as place
        from {{ relation }} as listed
        inner join doubled on listed.{{ key }} = doubled.{{ key }}
    ),

    first_row as (
        select * exclude (place) from chosen where place = 1
        union all
        select listed.*
        from {{ relation }} as listed
        where listed.{{ key }} is not null and not exists (select 1 from doubled where doubled.{{ key }} = listed.{{ key }})
    )
{%- endmacro %}
