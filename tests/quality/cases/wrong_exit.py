"""Cases for the rules of wrong exit."""

from datetime import date

from cases.cases import Cases


def _term(c: Cases) -> None:
    august, march, april = date(2022, 8, 1), date(2022, 3, 1), date(2022, 4, 1)
    c.ended("we02-six", identified=date(2022, 2, 1))
    c.ended("we02-five", "WE-02", identified=march)
    c.ended("we02-blank-start", "WE-02", identified=None)
    c.ended("we02-blank-end", "WE-02", eliminated_month=None)
    c.ended("we02-before-april", county_date=date(2022, 3, 31), eliminated_month=march)
    c.ended("we02-from-april", "WE-02", county_date=date(2022, 4, 1), eliminated_month=april)
    back = {"revert_kind": "风险消除回退"}
    c.ended("we02-undone", identified=march, **back, revert_date=date(2022, 8, 31))
    c.ended("we02-undone-later", "WE-02", identified=march, **back, revert_date=date(2022, 9, 1))
    c.ended("we02-undone-when", "WE-02", identified=march, **back, revert_date=None)
    c.ended(
        "we02-reflagged", "WE-02", identified=march, revert_kind="风险再标注", revert_date=date(2022, 8, 20)
    )
    c.ended("we02-not-yet", identified=march, county_date=date(2022, 9, 1), eliminated_month=august)
    c.city.household("we02-no-episode")
    c.city.elimination("we02-no-episode", el_net_pc=None)
    c.expect("we02-no-episode|1|1", "WE-02", "DQ-13")


def _guarantees(c: Cases) -> None:
    for name in ("el_dropout", "el_house_damaged", "el_uninsured", "el_water_damaged"):
        c.ended(f"we03-{name}", "WE-03", **{name: "是"})
    c.ended("we03-house", "WE-03", is_dangerous_house="是")
    c.ended("we03-water", "WE-03", safe_water="否")
    c.ended("we03-dropout", "WE-03", has_dropout="是")
    c.ended("we03-blank", el_dropout=None, safe_water=None)
    c.city.household("we03-watched-house", is_dangerous_house="是")
    c.city.episode("we03-watched-house")


def _measures(c: Cases) -> None:
    c.ended("we05-none", "WE-05", measure=False)
    for code, cells, rules in (
        ("we05-same-day", {"measure_start": date(2022, 8, 10)}, ()),
        ("we05-day-after", {"measure_start": date(2022, 8, 11)}, ("WE-05",)),
        ("we05-no-start", {"measure_start": None}, ("WE-05",)),
        ("we05-under-way", {"measure_status": "落实中"}, ("WE-05",)),
        ("we05-other-episode", {"episode_seq": 2}, ("WE-05",)),
    ):
        c.ended(code, *rules, measure=False)
        c.city.measure(code, **cells)


def _natural(c: Cases) -> None:
    left = {"person_status": "迁出"}
    july = date(2022, 7, 10)
    c.natural("we07-stayed", "WE-07", people=[{}])
    c.natural("we07-left-before", people=[left | {"change_month": date(2022, 7, 1)}])
    c.natural("we07-left-that-month", people=[left | {"change_month": date(2022, 8, 1)}])
    c.natural(
        "we07-left-later", "WE-07", people=[left | {"change_month": date(2022, 8, 1)}], county_date=july
    )
    c.natural("we07-joined-later", people=[{"change_month": date(2022, 8, 1)}], county_date=july)
    c.natural(
        "we07-joined-that-month", "WE-07", people=[{"change_month": date(2022, 7, 1)}], county_date=july
    )
    c.natural("we07-undone", people=[{}], revert_kind="风险消除回退", revert_date=date(2022, 8, 20))
    c.expect("we07-undone|1", "MI-11")


BUILDERS = (
    _term,
    _guarantees,
    _measures,
    _natural,
)
