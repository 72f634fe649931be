-- One row is one figure of the published reply: what was printed, what the ledgers give at D, and whether they agree.
-- The words of the source go first; a reading that assumes more is named. A figure that contradicts others of the source says so with the arithmetic.
with chosen as (
    select
        reading.*,
        coalesce(reading.computed_value = figure.published_value, false) as agrees,
        row_number() over (
            partition by reading.figure_id
            order by coalesce(reading.computed_value = figure.published_value, false) desc, reading.reading_zh = '' desc, reading.reading_no
        ) as place,
        max(case when reading.reading_zh = '' then reading.computed_value end) over (partition by reading.figure_id) as literal_value
    from {{ ref('rpt_figure_reading') }} as reading
    inner join {{ ref('published_figure') }} as figure on reading.figure_id = figure.figure_id
),

contradiction as (
    select
        involved.figure_id,
        string_agg(checked.check_id || '：' || checked.arithmetic_zh, '；' order by checked.check_id) as arithmetic_zh,
        bool_or(not checked.is_resolved) as is_open
    from {{ ref('rpt_letter_check') }} as checked
    inner join {{ ref('int_figure_in_check') }} as involved on checked.check_id = involved.check_id and involved.part = 'stated'
    where checked.verdict = 'does_not_reconcile'
    group by involved.figure_id
),

judged as (
    select
        figure.*,
        chosen.computed_value, chosen.reading_no, chosen.reading_zh, chosen.literal_value, chosen.rows_read,
        contradiction.arithmetic_zh,
        case
            when chosen.figure_id is null then 'not_computable'
            when chosen.computed_value is null then 'not_evaluated'
            when coalesce(contradiction.is_open, false) then 'contradicts_itself'
            when chosen.agrees and chosen.reading_zh = '' then 'reproduced'
            when chosen.agrees then 'reproduced_with_reading'
            else 'differs'
        end as verdict
    from {{ ref('published_figure') }} as figure
    left join chosen on figure.figure_id = chosen.figure_id and chosen.place = 1
    left join contradiction on figure.figure_id = contradiction.figure_id
)

select
    judged.figure_id, judged.display_order, judged.section, judged.subject, judged.measure, judged.kind,
    judged.published_text, judged.published_value, judged.unit, judged.decimals, judged.as_of_date, judged.quote,
    judged.computed_value,
    cast(judged.computed_value - judged.published_value as decimal(28, 2)) as difference,
    judged.verdict,
    judged.reading_no,
    nullif(concat_ws(
        '；',
        nullif(judged.reading_zh, ''),
        case
            when judged.verdict = 'reproduced_with_reading' and judged.literal_value <> judged.published_value
                then '按字面为' || cast(judged.literal_value as varchar)
        end,
        judged.arithmetic_zh,
        case when judged.verdict = 'not_computable' then coalesce(reason.reason_zh, '没有登记算法') end,
        case when judged.verdict = 'not_evaluated' then '截止日没有相应的台账数据，或晚于截止日' end
    ), '') as note
from judged
left join {{ ref('figure_not_computable') }} as reason on judged.figure_id = reason.figure_id
