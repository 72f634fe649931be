"""Cases for the twenty rules: each says which rules must report its record; all others must stay silent."""

from collections import defaultdict
from datetime import date, timedelta
from typing import Any

from mini_city import City, clean_city, id_number

NEIGHBOUR = "411203"


class Cases:
    """A city under construction and what the rules must find in it: {rule: {record_key, ...}}."""

    def __init__(self) -> None:
        self.city: City = clean_city()
        self.expected: dict[str, set[str]] = defaultdict(set)

    def expect(self, record_key: str, *rules: str) -> None:
        for rule in rules:
            assert record_key not in self.expected[rule], record_key
            self.expected[rule].add(record_key)

    def screened(self, code: str, *rules: str, **cells: Any) -> None:
        self.city.household(code, screened=0)
        self.city.screening(code, **cells)
        self.expect(f"{code}|2022-1", *rules)

    def episode(self, code: str, *rules: str, **cells: Any) -> None:
        self.city.household(code)
        self.city.episode(code, **cells)
        self.expect(f"{code}|1", *rules)

    def ended(self, code: str, *rules: str, identified: date | None = date(2022, 1, 1), **cells: Any) -> None:
        """An elimination by support; ``measure`` and household cells pass through."""
        home = {k: cells.pop(k) for k in ("is_dangerous_house", "safe_water", "has_dropout") if k in cells}
        self.city.household(code, **home)
        self.city.episode(code, identified_month=identified)
        self.city.elimination(code, **cells)
        self.expect(f"{code}|1|1", *rules)

    def natural(self, code: str, *rules: str, people: list[dict[str, Any]], **cells: Any) -> None:
        """A natural elimination of a household that has left the register, with the members as given."""
        stays = sum(p.get("person_status", "在册") == "在册" for p in people)
        status = "在册" if stays else "整户迁出"
        self.city.household(code, members=0, screened=1, member_count=stays, household_status=status)
        for number, person in enumerate(people):
            self.city.member(code, f"{code}-{number}", **person)
        self.city.episode(code)
        self.city.elimination(code, measure=False, elim_mode="自然消除", **cells)
        self.expect(f"{code}|1|1", *rules)

    def person(self, code: str, *rules: str, **cells: Any) -> None:
        self.city.household(code, members=1, member_count=2)
        self.city.member(code, code, **cells)
        self.expect(code, *rules)

    def income(self, code: str, *rules: str, **cells: Any) -> None:
        self.city.accounting(code, **cells)
        self.expect(f"{code}|2022-2", *rules)


def all_cases() -> Cases:
    cases = Cases()
    for build in (_missed, _own_reports, _screened_once, _members, _category, _steps, _times, _shared):
        build(cases)
    for build in (
        _term,
        _guarantees,
        _measures,
        _natural,
        _numbers,
        _counts,
        _incomes,
        _assets,
        _projects,
        _payments,
    ):
        build(cases)
    return cases


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


def _category(c: Cases) -> None:
    for code, category, kind, rules in (
        ("wi01-unstable-ordinary", "脱贫不稳定户", "一般农户", ("WI-01",)),
        ("wi01-unstable-blank", "脱贫不稳定户", None, ("WI-01",)),
        ("wi01-unstable", "脱贫不稳定户", "脱贫户", ()),
        ("wi01-marginal-lifted", "边缘易致贫户", "脱贫户", ("WI-01",)),
        ("wi01-sudden-lifted", "突发严重困难户", "脱贫户", ()),
        ("wi01-sudden-ordinary", "突发严重困难户", "一般农户", ()),
        ("wi01-blank", None, "脱贫户", ()),
    ):
        c.episode(code, *rules, monitor_category=category, household_type=kind)


def _steps(c: Cases) -> None:
    fields = ("found_date", "consent_date", "visit_date", "compare_date", "review_date", "publicity_start")
    for name in (*fields, "publicity_end", "township_date", "county_date", "announce_date"):
        c.episode(f"wi07-blank-{name}", "WI-07", **{name: None})
    for name, day in (
        ("found_date", 5),
        ("consent_date", 6),
        ("visit_date", 8),
        ("compare_date", 8),
        ("review_date", 4),
        ("publicity_start", 5),
        ("township_date", 10),
        ("county_date", 11),
        ("announce_date", 12),
    ):
        c.episode(f"wi07-early-{name}", "WI-07", **{name: date(2022, 1, day)})
    c.episode("wi07-visit-first", visit_date=date(2022, 1, 4), compare_date=date(2022, 1, 6))
    c.episode("wi07-compare-first", visit_date=date(2022, 1, 6), compare_date=date(2022, 1, 4))
    c.city.household("wi07-eliminated")
    c.city.episode("wi07-eliminated", review_date=None)
    c.city.elimination("wi07-eliminated")
    c.expect("wi07-eliminated|1", "WI-07")
    c.episode("wi07-not-yet", review_date=None, county_date=date(2022, 9, 1))


def _times(c: Cases) -> None:
    c.episode("wi08-four-days", "WI-08", publicity_end=date(2022, 1, 10))
    c.episode("wi08-five-days", publicity_end=date(2022, 1, 11))
    c.episode("wi08-day-15", county_date=date(2022, 1, 18), announce_date=date(2022, 1, 18))
    c.episode("wi08-day-16", "WI-08", county_date=date(2022, 1, 19), announce_date=date(2022, 1, 19))


def _shared(c: Cases) -> None:
    both = id_number(date(1950, 1, 1))
    for code, unit in (("wi11-here", "411282"), ("wi11-there", NEIGHBOUR)):
        c.city.household(code, unit, members=1, member_count=2)
        c.city.member(code, code, unit, id_no=both)
        c.city.episode(code, unit)
        c.expect(code, "WI-11", "DQ-04")
    one = id_number(date(1950, 1, 2))
    c.person("wi11-watched", "DQ-04", id_no=one)
    c.city.episode("wi11-watched")
    c.person("wi11-unwatched", "DQ-04", id_no=one)
    gone = id_number(date(1950, 1, 3))
    c.person("wi11-stays", id_no=gone)
    c.city.episode("wi11-stays")
    c.city.household("wi11-left", members=2)
    c.city.member("wi11-left", "wi11-left-dead", id_no=gone, person_status="死亡")
    c.city.episode("wi11-left")
    for code in ("wi11-blank-1", "wi11-blank-2"):
        c.person(code, id_no=None)
        c.city.episode(code)


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


def _numbers(c: Cases) -> None:
    right = id_number(date(1951, 1, 1))
    wrong = right[:17] + ("0" if right[17] != "0" else "1")
    c.person("dq02-wrong", "DQ-02", id_no=wrong)
    c.person("dq02-wrong-20", "DQ-02", id_no=id_number(date(1951, 1, 2))[:17] + "Q44")
    c.person("dq02-right-22", id_no=id_number(date(1951, 1, 3)) + "4411")
    c.person("dq02-letter", "DQ-02", id_no="41128219510104A912")
    c.person("dq02-no-day", "DQ-02", id_no=_with_check("41128219510230991"))
    c.person("dq02-leap-day", id_no=_with_check("41128219520229991"))
    with_x = next(
        n for n in (id_number(date(1953, 1, 1) + timedelta(days=d)) for d in range(60)) if n[17] == "X"
    )
    c.person("dq02-small-x", id_no=with_x.lower())
    c.person("dq02-blank", id_no=None)
    c.person("dq02-too-short", id_no=wrong[:15])
    c.city.household("dq02-late")
    c.city.member("dq02-late", "dq02-dead", id_no="411282195101059900", person_status="死亡")
    c.expect("dq02-dead", "DQ-02")

    twice = id_number(date(1954, 1, 1))
    c.person("dq04-first", "DQ-04", id_no=twice)
    c.person("dq04-second", "DQ-04", id_no=twice + "44")
    letter = next(
        n for n in (id_number(date(1955, 1, 1) + timedelta(days=d)) for d in range(60)) if n[17] == "X"
    )
    c.person("dq04-large-x", "DQ-04", id_no=letter)
    c.person("dq04-small-x", "DQ-04", id_no=letter.lower())


def _with_check(body: str) -> str:
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return body + "10X98765432"[sum(int(d) * w for d, w in zip(body, weights, strict=True)) % 11]


def _counts(c: Cases) -> None:
    for code, cells, rules in (
        ("dq07-equal", {"member_count": 2}, ()),
        ("dq07-more", {"member_count": 3}, ("DQ-07",)),
        ("dq07-blank", {"member_count": None}, ("DQ-07",)),
        ("dq07-nobody", {"members": 0, "member_count": 2}, ("DQ-07",)),
        ("dq07-nobody-zero", {"members": 0}, ("DQ-07",)),
        ("dq07-gone", {"members": 0, "household_status": "整户自然减少", "screened": 0}, ()),
    ):
        c.city.household(code, **cells)
        c.expect(code, *rules)
    for code, household in (("dq07-orphan", "dq07-nowhere"), ("dq07-no-house", None)):
        c.city.member(household, code)
        c.expect(code, "DQ-07")


def _incomes(c: Cases) -> None:
    c.income("dq13-net-1-fen", net="14300.01")
    c.income("dq13-net-2-fen", "DQ-13", net="14300.02")
    c.income("dq13-net-less", "DQ-13", net="14299.98", net_pc="7149.99")
    c.income("dq13-thirds", member_count=3, net_pc="4766.67")
    c.income("dq13-thirds-1-fen", member_count=3, net_pc="4766.68")
    c.income("dq13-thirds-2-fen", "DQ-13", member_count=3, net_pc="4766.69")
    c.income("dq13-nobody", "DQ-13", member_count=0)
    for name in ("net", "net_pc", "member_count"):
        c.income(f"dq13-blank-{name}", "DQ-13", **{name: None})
    c.income("dq13-blank-part", transfer=None, transfer_pension=None, net=14100, net_pc=7050)
    c.income("dq13-loss", business=0, business_net=-1000, net=9300, net_pc=4650)
    c.income("dq13-business-net", "DQ-13", business_net="4000.02")
    c.income("dq13-wage-parts", "DQ-13", wage_post="2000.02")
    c.income("dq13-wage-parts-1-fen", wage_post="2000.01")
    c.income("dq13-property-parts", "DQ-13", property_dividend="100.02")
    c.income("dq13-transfer-parts", "DQ-13", transfer_dibao="0.02")
    c.episode("dq13-episode", "DQ-13", id_net="14300.02")
    c.episode("dq13-episode-blank", "DQ-13", id_net=None)
    c.ended("dq13-ended", "DQ-13", el_net_pc="7150.02")


def _assets(c: Cases) -> None:
    for code, cells, rules in (
        ("as09-50-yuan", {"money_factor": 1, "income_received": 60}, ()),
        ("as09-50-yuan-1-fen", {"money_factor": 1, "income_received": "60.01"}, ("AS-09",)),
        ("as09-short", {"income_received": "9.99"}, ("AS-09",)),
        ("as09-negative", {"undistributed": -1, "dist_other": 4}, ("AS-09",)),
        ("as09-no-income", {"income_received": None}, ("AS-09",)),
        ("as09-blank-share", {"dist_other": None, "undistributed": 3}, ()),
        (
            "as09-nothing",
            dict.fromkeys(("income_received", "undistributed"), 0)
            | dict.fromkeys(
                ("dist_collective", "dist_households", "dist_posts", "dist_public", "dist_other"), None
            ),
            (),
        ),
    ):
        c.city.asset_income(code, **cells)
        c.expect(f"{code}|2021", *rules)
    c.city.asset("as14-no-category", NEIGHBOUR, asset_category=None)
    c.city.asset("as14-no-level", "411221", ownership_level="镇里")
    c.city.asset("as14-unconfirmed", confirmed_flag="否", asset_category=None)
    c.city.asset("as14-confirmed-after-d", confirmed_date=date(2022, 9, 1), asset_category=None)
    c.city.asset("as14-no-value", "411224", confirmed_value=None, asset_category=None)
    for key in (NEIGHBOUR, "411221", "4112"):
        c.expect(key, "AS-14")


def _projects(c: Cases) -> None:
    day = date
    for code, cells, rules in (
        (
            "pf02-same-day",
            {
                "actual_start": day(2022, 2, 1),
                "actual_finish": day(2022, 2, 1),
                "accept_date": day(2022, 2, 1),
            },
            (),
        ),
        ("pf02-no-start", {"actual_start": None}, ("PF-02",)),
        ("pf02-no-finish", {"actual_finish": None}, ("PF-02",)),
        ("pf02-started", {"project_status": "已开工", "actual_finish": None, "progress_pct": 40}, ()),
        (
            "pf02-started-blank",
            {"project_status": "已开工", "actual_start": None, "actual_finish": None, "progress_pct": 5},
            ("PF-02",),
        ),
        (
            "pf02-tendered",
            {"project_status": "已招标", "actual_start": None, "actual_finish": None, "progress_pct": 0},
            (),
        ),
        ("pf02-start-first", {"approval_date": day(2022, 3, 2)}, ("PF-02",)),
        ("pf02-finish-first", {"actual_start": day(2022, 7, 2)}, ("PF-02",)),
        ("pf02-accept-first", {"accept_date": day(2022, 6, 30)}, ("PF-02",)),
        ("pf02-no-approval", {"approval_date": None}, ("PF-02",)),
        ("pf02-today", {"accept_date": day(2022, 8, 31)}, ()),
        ("pf02-tomorrow", {"accept_date": day(2022, 9, 1)}, ("PF-02",)),
        ("pf02-99", {"progress_pct": 99}, ("PF-02",)),
        ("pf02-blank-progress", {"progress_pct": None}, ("PF-02",)),
        ("pf02-100-started", {"project_status": "已开工", "actual_finish": None}, ("PF-02",)),
        ("pf02-100-blank-status", {"project_status": None}, ("PF-02",)),
        (
            "pf02-terminated",
            {"project_status": "已终止", "actual_start": None, "actual_finish": None, "progress_pct": 20},
            (),
        ),
        ("pf02-terminated-order", {"project_status": "已终止", "approval_date": day(2022, 3, 2)}, ("PF-02",)),
        ("pf02-handed-over", {"project_status": "资产已移交", "actual_finish": None}, ("PF-02",)),
    ):
        c.city.project(code, **cells)
        c.expect(code, *rules)


def _payments(c: Cases) -> None:
    for code, paid, payments, rules in (
        ("pf05-refund", 20, (30, -10), ()),
        ("pf05-none", 0, (), ()),
        ("pf05-none-but-paid", 1, (), ("PF-05",)),
        ("pf05-more", "50.01", (30, 20), ("PF-05",)),
        ("pf05-less", 50, (30,), ("PF-05",)),
        ("pf05-blank", None, (), ("PF-05",)),
    ):
        c.city.project(code, paid=paid, payments=payments)
        c.expect(code, *rules)
    c.city.project("pf05-50-yuan", paid=500000, payments=(30, 20), money_factor=1)
    c.city.payment("pf05-50-yuan-2", "pf05-50-yuan", money_factor=1, amount=50)
    c.city.project("pf05-elsewhere", payments=(30,))
    c.city.payment("pf05-elsewhere-1", "pf05-elsewhere", NEIGHBOUR, amount=20)
    c.expect("pf05-elsewhere", "PF-05")
