-- One row per elimination by support with an income per head below the line that held in the month of elimination.
-- A blank income is reported by WE-10, a blank month by WE-02.
select
    {{ finding('WE-01', 'elimination') }},
    'JC03.el_net_pc;JC03.eliminated_month' as fields,
    '消除后人均纯收入' || cast(elimination.el_net_pc_yuan as varchar) || '元，'
    || left(cast(elimination.eliminated_month as varchar), 7) || '监测线'
    || cast(cast(monitor_line.yuan as decimal(18, 2)) as varchar) || '元' as detail_zh
from {{ ref('pop_elimination_supported') }} as elimination
{{ parameter_at('monitor_line', 'elimination', 'elimination.eliminated_month') }}
where elimination.el_net_pc_yuan < monitor_line.yuan
