-- One row per active episode with a blank where the decision needs something: month, first risk, income and guarantees at identification, contact;
-- or with a risk that asks for more words than there are, on whichever of the five places it stands.
{%- set needed = [
    ('identified_month', 'identified_month is null'), ('risk_1', 'risk_1 is null'),
    ('id_wage', 'id_wage_yuan is null'), ('id_business', 'id_business_yuan is null'), ('id_property', 'id_property_yuan is null'),
    ('id_transfer', 'id_transfer_yuan is null'), ('id_expense', 'id_expense_yuan is null'), ('id_net', 'id_net_yuan is null'),
    ('id_net_pc', 'id_net_pc_yuan is null'), ('id_claims', 'id_claims_yuan is null'), ('id_selfpay', 'id_selfpay_yuan is null'),
    ('id_dropout', 'id_dropout is null'), ('id_unsafe_house', 'id_unsafe_house is null'),
    ('id_uninsured', 'id_uninsured is null'), ('id_unsafe_water', 'id_unsafe_water is null'),
    ('contact_name', 'not has_contact_name'), ('contact_phone', 'not has_contact_phone'),
    ('risk_other_note', "'其他' in (risk_1, risk_2, risk_3, risk_4, risk_5) and not has_risk_other_note"),
    ('disaster_kind', "'因自然灾害' in (risk_1, risk_2, risk_3, risk_4, risk_5) and disaster_kind is null"),
] %}

with judged as (
    select
        episode.*,
        concat_ws(
            ';'
            {%- for field, condition in needed -%}
            , case when {{ condition }} then 'JC01.{{ field }}' end
            {%- endfor -%}
        ) as fields,
        concat_ws(
            '、'
            {%- for field, condition in needed -%}
            , case when {{ condition }} then '{{ column_label("jc01", field) }}' end
            {%- endfor -%}
        ) as blank_labels
    from {{ ref('pop_episode_active') }} as episode
)

select
    {{ finding('DQ-15', 'judged') }},
    judged.fields,
    '未填：' || judged.blank_labels as detail_zh
from judged
where judged.fields <> ''
