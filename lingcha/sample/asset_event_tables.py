"""ZC03 and HM01 of the whole city."""

from datetime import date

import numpy as np

from lingcha.sample.addresses import place_columns
from lingcha.sample.asset_events import DISPOSAL, KINDS, SCRAP, AssetEvents
from lingcha.sample.asset_tables import asset_codes
from lingcha.sample.assets import HOUSEHOLD, Assets
from lingcha.sample.calendar import day
from lingcha.sample.city import City
from lingcha.sample.table import BLANK, Column, Table, numbered, pick, same, where_not_blank


def event_table(city: City, assets: Assets, events: AssetEvents) -> Table:
    """ZC03; ids are positions of the events."""
    rng, count = city.rng("ZC03"), len(events.asset)
    value = assets.original[events.asset]
    gone = np.isin(events.kind, (DISPOSAL, SCRAP))
    appraised = value * rng.integers(10, 40, count) // 100
    year = np.full(count, city.calendar.as_of.year)
    columns: dict[str, Column] = {
        **place_columns(city.places, assets.village[events.asset]),
        "asset_code": asset_codes(city, assets)[events.asset],
        "event_seq": np.ones(count, dtype=np.int64),
        "event_type": pick(KINDS, events.kind),
        "event_date": events.day,
        "value_before": value,
        "value_after": np.where(gone, 0, value),
        "appraised_value": where_not_blank(gone, appraised),
        "disposal_income": np.where(
            events.kind == DISPOSAL, appraised, np.where(events.kind == SCRAP, 0, BLANK)
        ),
        "approval_no": np.where(gone, numbered("资处〔{}〕{}号", year, np.arange(1, count + 1)), ""),
        "publicity_days": where_not_blank(gone, rng.integers(5, 11, count)),
    }
    return Table(assets.unit[events.asset], np.arange(count), columns)


def exemption_table(city: City, assets: Assets) -> Table:
    """HM01: the one asset of 到户类 that is confirmed at 村, as the letter's own figures ask for.

    Rule AS-05 reports it rightly; the county has shown why it is so, and the city agreed until the end of
    the following year.
    """
    rows = np.flatnonzero((assets.category == HOUSEHOLD) & (assets.level != "户") & (assets.confirmed > 0))
    count, year = len(rows), city.calendar.as_of.year
    units = np.array([u.name for u in city.places.units], dtype=object)[assets.unit[rows]]
    columns: dict[str, Column] = {
        "county_name": units,
        "rule_id": same("AS-05", count),
        "record_key": asset_codes(city, assets)[rows],
        "explanation": same("到户产业设施由村集体统一建设、确权到村，农户只有使用权", count),
        "evidence": same("村民代表会议决议、确权公示照片", count),
        "apply_date": np.full(count, day(date(year, 1, 10))),
        "approve_date": np.full(count, day(date(year, 1, 20))),
        "valid_to": np.full(count, day(date(year + 1, 12, 31))),
        "approver": same("市乡村振兴局资产管理科", count),
    }
    return Table(assets.unit[rows], rows, columns)
