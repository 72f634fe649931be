"""Cases for the rules of missed identification."""

from datetime import date, timedelta
from typing import Any

from cases.cases import Cases


def _summer(found: date, county: date) -> dict[str, Any]:
    """An identification in July that is in order and ends on ``county``."""
    days = ("consent_date", "visit_date", "compare_date", "review_date", "publicity_start")
    steps: dict[str, Any] = {name: found + timedelta(days=n + 1) for n, name in enumerate(days)}
    steps |= {"compare_date": steps["visit_date"], "publicity_end": found + timedelta(days=10)}
    steps |= {"township_date": county, "announce_date": county, "identified_month": county.replace(day=1)}
    return {"found_date": found, "county_date": county} | steps


def _missed(c: Cases) -> None:
    for kind in ("education", "medical", "house", "water", "sudden"):
        c.screened(f"mi07-{kind}", "MI-07", **{f"found_{kind}": "是"})
    c.screened("mi07-explained", found_house="是", conclusion="不符合纳入（说明原因）")
    c.screened("mi07-blank-found", found_house=None)
    day = date(2022, 7, 10)
    for code, found, county, rules in (
        ("mi07-day-15", day, day + timedelta(days=15), ()),
        ("mi07-day-16", day + timedelta(days=1), day + timedelta(days=16), ("MI-07",)),
        ("mi07-day-0", day - timedelta(days=12), day, ()),
        ("mi07-day-before", day - timedelta(days=13), day - timedelta(days=1), ("MI-07",)),
    ):
        c.screened(code, *rules, conclusion="纳入监测")
        c.city.episode(code, **_summer(found, county))
    c.screened("mi07-never", "MI-07", conclusion="纳入监测")
    c.screened("mi07-late-since-yesterday", "MI-07", conclusion="纳入监测", screen_date=date(2022, 8, 15))
    c.screened("mi07-last-day-is-today", conclusion="纳入监测", screen_date=date(2022, 8, 16))
    c.screened("mi07-no-date", "MI-07", conclusion="纳入监测", screen_date=None)


def _own_reports(c: Cases) -> None:
    c.screened("mi08-no-result", "MI-08", self_reported="是", conclusion=None)
    c.screened("mi08-not-own", conclusion=None)
    c.screened("mi08-answered", self_reported="是", conclusion="无风险")
    c.screened("mi08-undecided", "MI-08", "MI-07", self_reported="是", conclusion="纳入监测")
    own = {"found_channel": "农户自主申报"}
    c.episode("mi08-day-10", **own)
    c.episode("mi08-day-15", **own, county_date=date(2022, 1, 18), announce_date=date(2022, 1, 18))
    c.episode(
        "mi08-day-16", "MI-08", "WI-08", **own, county_date=date(2022, 1, 19), announce_date=date(2022, 1, 19)
    )
    c.episode("mi08-still-open", "MI-08", "WI-07", **own, county_date=None, announce_date=None)
    fresh = {"consent_date": None, "visit_date": None, "compare_date": None, "review_date": None}
    fresh |= {"publicity_start": None, "publicity_end": None, "township_date": None}
    c.episode(
        "mi08-fresh",
        "WI-07",
        **own,
        **fresh,
        found_date=date(2022, 8, 20),
        county_date=None,
        announce_date=None,
    )
    after = {"county_date": date(2022, 9, 10), "announce_date": date(2022, 9, 10)}
    c.episode("mi08-decided-after-d", **own, found_date=date(2022, 8, 20), **after)
    c.episode("mi08-late-and-after-d", "MI-08", **own, found_date=date(2022, 8, 15), **after)
    c.episode("mi08-no-date", "MI-08", "WI-07", **own, found_date=None, county_date=None)


def _screened_once(c: Cases) -> None:
    for code, times in (("mi10-never", 0), ("mi10-twice", 2)):
        c.city.household(code, screened=times)
        c.expect(code, "MI-10")
    c.city.household("mi10-other-round", screened=0)
    c.city.screening("mi10-other-round", screen_round="2021-1")
    c.expect("mi10-other-round", "MI-10")
    c.city.household("mi10-gone", screened=0, members=0, household_status="整户迁出")


def _members(c: Cases) -> None:
    c.episode("mi11-three", "MI-11", member_count=3, id_net_pc="4766.67")
    c.episode("mi11-blank", "MI-11", "DQ-13", member_count=None)
    for count, rules in ((1, ()), (2, ("MI-11",))):
        code = f"mi11-one-died-{count}"
        c.city.household(code, members=1)
        c.city.member(code, f"{code}-dead", person_status="死亡")
        c.city.episode(code, member_count=count, id_net_pc=14300 // count)
        c.expect(f"{code}|1", *rules)
    c.city.household("mi11-eliminated")
    c.city.episode("mi11-eliminated", member_count=9, id_net_pc="1588.89")
    c.city.elimination("mi11-eliminated", el_net_pc="1588.89")


BUILDERS = (
    _missed,
    _own_reports,
    _screened_once,
    _members,
)
