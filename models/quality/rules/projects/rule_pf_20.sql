-- One row per allocation document older than the years allowed, or of unknown age, of which money is left. On the day itself it is not older.
select
    {{ finding('PF-20', 'document') }},
    'ZJ01.doc_date;ZJ01.amount' as fields,
    '下达日期' || coalesce(strftime(document.doc_date, '%Y-%m-%d'), '为空') || '，下达' || cast(document.allocated_yuan as varchar)
    || '元，已拨付' || cast(document.paid_yuan as varchar) || '元，结转期限' || cast(carry_years.whole_number as varchar) || '年' as detail_zh
from {{ ref('pop_fund_document') }} as document
{{ parameter('carry_years', 'document') }}
{{ parameter('money_tol', 'document') }}
where
    document.allocated_yuan - document.paid_yuan > money_tol.yuan
    and coalesce(document.doc_date + to_years(carry_years.whole_number) < {{ as_of() }}, true)
