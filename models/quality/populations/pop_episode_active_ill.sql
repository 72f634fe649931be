-- One row per episode that is active at D and has illness among its five risks.
select * from {{ ref('pop_episode_active') }}
where '因病' in (risk_1, risk_2, risk_3, risk_4, risk_5)
