-- One row: the latest month that had ended by D, which the monthly summary is compared for.
select
    cast(date_trunc('month', {{ as_of() }} + 1) - interval 1 month as date) as first_day,
    cast(date_trunc('month', {{ as_of() }} + 1) - interval 1 day as date) as last_day
