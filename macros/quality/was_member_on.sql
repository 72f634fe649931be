{#- Whether a member was 在册 on a day, by the register at D: who left in a later month still was, who joined in a later month was not yet. -#}
{% macro was_member_on(person, day) -%}
    (
        ({{ person }}.person_status = '在册' and ({{ person }}.change_month is null or {{ person }}.change_month <= {{ day }}))
        or ({{ person }}.person_status <> '在册' and {{ person }}.change_month > {{ day }})
    )
{%- endmacro %}
