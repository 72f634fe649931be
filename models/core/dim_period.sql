-- One row is one reporting period that a submission, an expectation or a round names.
with named as (
    select form_code, period_start, period_end from {{ ref('submission') }}
    union
    select form_code, period_start, period_end from {{ ref('expected_submission') }}
    union
    select form_code, period_start, period_end from {{ ref('reporting_round') }}
),

kinds as (
    select distinct form.period_kind, named.period_start, named.period_end
    from named
    inner join {{ ref('dim_form') }} as form on named.form_code = form.form_code
    where named.period_start is not null and named.period_end is not null
)

select
    period_kind || '|' || cast(period_start as varchar) || '|' || cast(period_end as varchar) as period_key,
    period_kind, period_start, period_end,
    case period_kind
        when 'year' then cast(extract(year from period_end) as varchar) || '年'
        when 'half_year'
            then cast(extract(year from period_end) as varchar) || '年' || case when extract(month from period_end) <= 6 then '上' else '下' end || '半年'
        when 'quarter'
            then cast(extract(year from period_end) as varchar) || '年第' || cast(extract(quarter from period_end) as varchar) || '季度'
        when 'month' then cast(extract(year from period_end) as varchar) || '年' || cast(extract(month from period_end) as varchar) || '月'
        else cast(period_start as varchar) || '至' || cast(period_end as varchar)
    end as label_zh,
    period_end <= {{ as_of() }} as is_ended
from kinds
