-- One row is one form, read from the meta blocks of seeds/forms/*.yml: SQL has no second list of forms.
with described as (
    {%- for form in all_forms() %}
    select
        '{{ form.config.meta.form }}' as form_code, '{{ form.config.meta.title }}' as title_zh, '{{ form.config.meta.grain }}' as grain,
        '{{ form.config.meta.key | join("|") }}' as key_columns, '{{ form.config.meta.period }}' as period_kind,
        '{{ form.config.meta.carries }}' as carries, '{{ form.config.meta.split_by }}' as split_by,
        '{{ form.config.meta.money_unit }}' as money_unit
    {{ "union all" if not loop.last }}
    {%- else %}
    select '' as form_code, '' as title_zh, '' as grain, '' as key_columns, '' as period_kind, '' as carries, '' as split_by, '' as money_unit
    {%- endfor %}
)

select form_code, title_zh, grain, key_columns, period_kind, carries, split_by, money_unit
from described
