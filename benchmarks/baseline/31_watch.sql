-- Alerts of the departments, the grids of the monitoring network, and what townships added up after a round of screening.
create temp table alert_row as
select
    a.* exclude (money_factor, household_code, person_name, remark, alert_value, alert_threshold) replace (public_code('alert_no', alert_no) as alert_no),
    key_part('alert_no', a.alert_no) as record_key, token('household', household_code) as household_key,
    yuan(alert_value, money_factor) as alert_value_yuan, yuan(alert_threshold, money_factor) as alert_threshold_yuan,
    coalesce(verify_date <= d() and verify_result <> '待核实', false) as is_verified,
    coalesce(verify_date <= d() and verify_result = '属实有风险', false) as is_true_alert,
    cast(verify_date - dispatch_date as integer) as days_to_verify
from standing_rows('bm01') as a;

create table monitoring.fct_alert as select * exclude (id_no) from alert_row;

create table monitoring.fct_grid as
select
    g.* exclude (money_factor, grid_chief, grid_member, phone) replace (public_code('grid_code', grid_code) as grid_code),
    key_part('grid_code', g.grid_code) as record_key,
    coalesce(valid_from <= d(), false) and coalesce(valid_to > d(), true) as is_in_use
from standing_rows('wg01') as g;

create table monitoring.fct_screening_summary as
select
    s.* exclude (money_factor, unscreened_reason),
    key_part('township_name', s.township_name) || '|' || key_part('village_name', s.village_name) || '|' || key_part('screen_round', screen_round)
        as record_key,
    coalesce(screened_hh > 0, false) as is_screened, unscreened_reason is not null as has_unscreened_reason
from standing_rows('pc02') as s;
