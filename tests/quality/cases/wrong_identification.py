"""Cases for the rules of wrong identification."""

from datetime import date

from mini_city import id_number

from cases.cases import NEIGHBOUR, Cases


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


BUILDERS = (
    _category,
    _steps,
    _times,
    _shared,
)
