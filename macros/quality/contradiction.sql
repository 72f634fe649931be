{#-
    The words of those cases that hold for a row, joined; an empty text when none holds. Each case is (condition, ..., words) in SQL;
    `part` says which of them are the words. A rule that looks for several contradictions states them once and asks twice: fields, texts.
-#}
{% macro words_where(cases, part, separator) -%}
    concat_ws(
        '{{ separator }}'
        {%- for case in cases -%}
        , case when {{ case[0] }} then {{ case[part] }} end
        {%- endfor -%}
    )
{%- endmacro %}
