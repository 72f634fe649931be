-- One row per disposal without appraisal, approval, publication or (when sold) income, or after which the ledger of assets still shows
-- another status. A ledger whose period ended before the event cannot know of it; one that does not name the asset shows nothing.
with listed as (
    select
        asset.reporting_unit_code, asset.asset_code, asset.asset_status, submission.period_end,
        row_number() over (
            partition by asset.reporting_unit_code, asset.asset_code order by asset.submission_id, asset.sheet, asset.row_no
        ) as place
    from {{ ref('fct_asset') }} as asset
    inner join {{ ref('dim_submission') }} as submission on asset.submission_id = submission.submission_id
),
{%- set gaps = [
    ("appraised_value_yuan is null", "'ZC03.appraised_value'", "'评估价值为空'"),
    ("approval_no is null", "'ZC03.approval_no'", "'审批文号为空'"),
    ("publicity_days is null", "'ZC03.publicity_days'", "'公示天数为空'"),
    ("event_type = '处置' and disposal_income_yuan is null", "'ZC03.disposal_income'", "'处置收入为空'"),
    ("is_unlisted", "'ZC03.asset_code'", "'资产台账中没有该资产'"),
    ("is_not_updated", "'ZC03.event_type'", "'资产台账的资产状态仍为' || coalesce(asset_status, '空')"),
] %}

judged as (
    select
        event.*,
        listed.asset_status,
        listed.asset_code is null as is_unlisted,
        coalesce(listed.period_end >= event.event_date, true)
        and listed.asset_code is not null
        and coalesce(listed.asset_status <> case when event.event_type = '处置' then '已处置' else '已报废' end, true) as is_not_updated
    from {{ ref('pop_asset_disposal') }} as event
    left join listed
        on event.reporting_unit_code = listed.reporting_unit_code and event.asset_code = listed.asset_code and listed.place = 1
),

worded as (
    select
        judged.*,
        {{ words_where(gaps, 1, ';') }} as fields,
        {{ words_where(gaps, 2, '；') }} as detail_zh
    from judged
)

select
    {{ finding('AS-12', 'worded') }},
    fields,
    detail_zh
from worded
where fields <> ''
