-- One row is one check of the published reply against itself: what its own figures give, what it prints, and whether the two agree.
with figure as (
    select
        {{ figures_as_columns() }}
    from {{ ref('published_figure') }}
),

computed as (
    {%- for check in letter_checks() %}
    select
        '{{ check.check }}' as check_id,
        '{{ check.kind }}' as kind,
        '{{ check.top }}{{ " / (" ~ check.bottom ~ ")" if check.bottom }}' as formula,
        '{{ check.stated or "" }}' as stated_formula,
        '{{ check.tolerance or "" }}' as tolerance_kind,
        {%- if check.top %}
        cast({{ exact_ratio(over_figures(check.top), over_figures(check.bottom or "1"), 4) }} as decimal(28, 4)) as computed_value,
        {%- else %}
        cast(null as decimal(28, 4)) as computed_value,
        {%- endif %}
        cast({{ over_figures(check.stated) if check.stated else "null" }} as decimal(28, 4)) as stated_value,
        {%- if check.tolerance == 'rounded' %}
        cast({{ check.numbers }} * 0.5 as decimal(9, 4)) as tolerance,
        {%- elif check.tolerance == 'rate' %}
        cast({{ 0.5 / 10 ** check.decimals }} as decimal(9, 4)) as tolerance,
        {%- else %}
        cast({{ "0" if check.tolerance else "null" }} as decimal(9, 4)) as tolerance,
        {%- endif %}
        cast({{ check.low if check.low is defined else "null" }} as decimal(9, 4)) as low,
        cast({{ check.high if check.high is defined else "null" }} as decimal(9, 4)) as high,
        {{ "false" if check.resolved == false else "true" }} as is_resolved,
        {{ quoted(check.note or '') }} as note_zh
    from figure
    {{ "union all" if not loop.last }}
    {%- endfor %}
)

select
    check_id, kind, formula, stated_formula, computed_value, stated_value, cast(computed_value - stated_value as decimal(28, 4)) as difference, tolerance,
    case
        when formula = '' then 'about_words'
        when low is not null then case when computed_value between low and high then 'plausible' else 'implausible' end
        when tolerance_kind = '' then 'information'
        when tolerance_kind = 'order' then case when computed_value <= stated_value then 'reconciles' else 'does_not_reconcile' end
        when computed_value = stated_value then 'reconciles'
        when tolerance_kind = 'rounded' and abs(computed_value - stated_value) = tolerance then 'on_rounding_bound'
        when tolerance_kind = 'rounded' and abs(computed_value - stated_value) < tolerance then 'within_rounding'
        when tolerance_kind = 'rate' and abs(computed_value - stated_value) <= tolerance then 'reconciles'
        else 'does_not_reconcile'
    end as verdict,
    is_resolved,
    nullif(note_zh, '') as note_zh,
    case
        when formula = '' then note_zh
        else
            formula || ' = ' || cast(computed_value as varchar)
            || case when stated_formula <> '' then '，公布 ' || stated_formula || ' = ' || cast(stated_value as varchar) else '' end
    end as arithmetic_zh
from computed
