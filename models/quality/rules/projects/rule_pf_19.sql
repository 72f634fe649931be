-- One row per village that is certified by its date without a document, or by its document without a date: a listed village is not certified.
select
    {{ finding('PF-19', 'village') }},
    'SF01.certified_date;SF01.certified_no' as fields,
    case
        when certified_no is null then '已填认定日期，认定文号为空'
        else '已填认定文号，认定日期为空' || case when listed_date is not null then '，只列入创建名单' else '' end
    end as detail_zh
from {{ ref('pop_demonstration_village') }} as village
where (certified_date is null) <> (certified_no is null)
