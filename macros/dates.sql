{#- Whole months from one month to another, whatever the day: 2022-03 to 2022-09 is 6; negative when the second comes first. -#}
{% macro months_between_months(earlier, later) -%}
    cast(
        (extract(year from {{ later }}) - extract(year from {{ earlier }})) * 12
        + extract(month from {{ later }}) - extract(month from {{ earlier }})
        as integer
    )
{%- endmacro %}

{#- Completed years of age at a day; who is born on 29 February completes a year on 1 March. NULL before birth. -#}
{% macro age_years(birth_date, day) -%}
    case
        when {{ birth_date }} <= {{ day }}
            then cast(
                extract(year from {{ day }}) - extract(year from {{ birth_date }})
                - case
                    when extract(month from {{ day }}) * 100 + extract(day from {{ day }})
                        < extract(month from {{ birth_date }}) * 100 + extract(day from {{ birth_date }})
                        then 1
                    else 0
                end
                as integer
            )
    end
{%- endmacro %}

{#- Calendar days from one day to another; negative when the second comes first. -#}
{% macro days_between(earlier, later) -%}
    {{ return(adapter.dispatch("days_between")(earlier, later)) }}
{%- endmacro %}

{% macro duckdb__days_between(earlier, later) -%}
    cast({{ later }} - {{ earlier }} as integer)
{%- endmacro %}

{#- The day that lies so many days after a day. -#}
{% macro days_after(day, days) -%}
    {{ return(adapter.dispatch("days_after")(day, days)) }}
{%- endmacro %}

{% macro duckdb__days_after(day, days) -%}
    {{ day }} + {{ days }}
{%- endmacro %}

{#- The same day so many months later; the last day of the month where that has no such day: 31 August and six months is 28 February. -#}
{% macro months_after(day, months) -%}
    {{ return(adapter.dispatch("months_after")(day, months)) }}
{%- endmacro %}

{% macro duckdb__months_after(day, months) -%}
    cast({{ day }} + to_months({{ months }}) as date)
{%- endmacro %}

{#- The day so many whole months before a day; the last day of the month where that month is shorter. -#}
{% macro months_before(day, months) -%}
    {{ return(adapter.dispatch("months_before")(day, months)) }}
{%- endmacro %}

{% macro duckdb__months_before(day, months) -%}
    cast({{ day }} - to_months({{ months }}) as date)
{%- endmacro %}

{#- The latest day with this month and day (text, 08-31) that is not after a day. NULL for NULL. -#}
{% macro latest_month_day(month_day, day) -%}
    cast(
        cast(
            extract(year from {{ day }})
            - case
                when substr(cast({{ day }} as varchar), 6, 5) < {{ month_day }}
                    then 1
                else 0
            end
            as varchar
        ) || '-' || {{ month_day }} as date
    )
{%- endmacro %}
