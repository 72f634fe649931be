"""Small counts stay out of the reports: what is hidden, what is printed, and that none follows from it."""

import re
from collections.abc import Callable
from typing import Any

import pytest
import yaml
from small_cell_world import Cell, Person, disclosed, some_people

from lingcha.project import ROOT

Query = Callable[..., list[dict[str, Any]]]
Report = Callable[..., list[dict[str, Any]]]
Group = tuple[str, str, str, int, int]
REPORTS: dict[str, dict[str, str]] = {
    m["name"]: {c["name"]: c["data_type"] for c in m["columns"]}
    for m in yaml.safe_load((ROOT / "models/reporting/_reporting.yml").read_text(encoding="utf-8"))["models"]
}


@pytest.fixture
def least(table: Callable[..., None]) -> Callable[[int | None], None]:
    """Sets the minimum of the city; None: there is none."""

    def set_to(value: int | None) -> None:
        rows = "" if value is None else f"\nsmall_cell_minimum,4112,{value}"
        table(
            "private.rules.int_parameter",
            "param_id,reporting_unit_code,whole_number" + rows,
            whole_number="integer",
        )

    return set_to


@pytest.fixture
def training(compiled: dict[str, str], table: Callable[..., None], query: Query, ledgers: None) -> Report:
    """The report on training: for each unit, township and group so many trained, and so many certified.

    The ledgers are of August but for the townships in ``july``.
    """

    def report(*groups: Group, july: tuple[str, ...] = ()) -> list[dict[str, Any]]:
        rows = [
            f"{'july' if town in july else 'august'},{unit},{town},{group},{unit}{town}{group}{n},true,"
            f"{str(n < certified).lower()},false,100"
            for unit, town, group, persons, certified in groups
            for n in range(persons)
        ]
        header = (
            "submission_id,reporting_unit_code,township_code,person_group,person_key,is_trained,is_certified,"
            "is_highly_skilled,subsidy_yuan"
        )
        table("warehouse.livelihoods.fct_training", "\n".join([header, *rows]))
        return query(compiled["rpt_training"])

    return report


def printed(lines: list[dict[str, Any]]) -> dict[tuple[str, str, str], int]:
    """Trained persons of the printed lines by unit, township and group."""
    return {
        (r["reporting_unit_code"], r["township_code"], r["person_group"]): r["trained_persons"]
        for r in lines
        if r["suppressed_zh"] is None
    }


WIDE = [
    ("u1", "t1", "g", 50, 50),
    ("u1", "t2", "g", 40, 40),
    ("u1", "t3", "g", 9, 9),
    ("u2", "t9", "g", 60, 60),
]


def test_the_minimum_itself_is_printed(training: Report, least: Callable[[int], None]) -> None:
    least(9)
    assert len(printed(training(*WIDE))) == 2 * 7
    least(10)
    found = printed(training(*WIDE))
    assert ("u1", "t3", "全部") not in found


def test_the_next_smallest_goes_with_it_and_no_other(training: Report, least: Callable[[int], None]) -> None:
    least(10)
    lines = training(*WIDE)
    missing = {(r["township_code"], r["person_group"]) for r in lines if r["suppressed_zh"]}
    assert missing == {(t, g) for t in ("t3", "t2") for g in ("全部", "不公布")}
    assert printed(lines)["u1", "全部", "g"] == 99, "the unit keeps its lines"


def test_a_hidden_line_tells_by_no_other_column(training: Report, least: Callable[[int], None]) -> None:
    least(10)
    hidden = [r for r in training(*WIDE) if r["suppressed_zh"]]
    place = {"as_of", "area_level", "reporting_unit_code", "township_code", "person_group", "suppressed_zh"}
    assert {k for r in hidden for k, v in r.items() if v is not None} == place | {
        "period_start",
        "period_end",
    }
    assert len({r["suppressed_zh"] for r in hidden}) == 1, "which one was small is not said"


def test_the_period_of_a_line_tells_of_no_hidden_division(
    training: Report, least: Callable[[int], None]
) -> None:
    """Only t1 reports for July: a group of the city that began in July would have somebody there."""
    least(5)
    rare = (("u1", "t1", "rare", 2, 0), ("u1", "t2", "rare", 6, 6), ("u2", "t9", "rare", 7, 7))
    lines = training(*WIDE, *rare, july=("t1",))
    begins = {
        (r["township_code"], r["reporting_unit_code"], r["person_group"]): r["period_start"].month
        for r in lines
    }
    assert {g for t, u, g in begins if t == "t1"} == {"全部", "不公布"}
    of_area = {key[:2]: month for key, month in begins.items()}
    assert of_area == {
        ("全部", "4112"): 7, ("全部", "u1"): 7, ("t1", "u1"): 7, ("t2", "u1"): 8, ("t3", "u1"): 8,
        ("全部", "u2"): 8, ("t9", "u2"): 8,
    }  # fmt: skip
    assert begins == {key: of_area[key[:2]] for key in begins}, "the lines of an area have one period"
    without = training(*WIDE, *rare[1:], july=("t1",))
    assert {r["period_start"].month for r in without if r["area_level"] == "city"} == {7}


def test_a_small_second_measure_hides_the_line_and_a_zero_does_not(
    training: Report, least: Callable[[int], None]
) -> None:
    least(5)
    none_certified = [(u, t, g, n, 0) for u, t, g, n, _ in WIDE]
    assert len(printed(training(*none_certified))) == 2 * 7
    two_certified = [("u1", "t1", "g", 50, 2), *WIDE[1:]]
    assert ("u1", "t1", "全部") not in printed(training(*two_certified))


def test_a_total_stays_where_only_the_groups_are_small(
    training: Report, least: Callable[[int], None]
) -> None:
    least(5)
    found = training(
        ("u1", "t1", "rare", 2, 0), *WIDE, ("u1", "t2", "rare", 6, 6), ("u2", "t9", "rare", 7, 7)
    )
    assert printed(found)["u1", "t1", "全部"] == 52
    groups = [
        (r["township_code"], r["person_group"]) for r in found if r["township_code"] in ("t1", "t2", "t3")
    ]
    assert sorted(groups) == [
        ("t1", "不公布"),
        ("t1", "全部"),
        ("t2", "不公布"),
        ("t2", "全部"),
        ("t3", "g"),
        ("t3", "全部"),
    ]


def test_a_unit_whose_only_township_is_small_is_hidden_with_it(
    training: Report, least: Callable[[int], None]
) -> None:
    """Its line would repeat the township's; another unit goes with both, and some township of that one."""
    least(5)
    found = printed(training(*WIDE, ("u3", "t7", "g", 3, 3), ("u4", "t8", "g", 70, 70)))
    assert not [key for key in found if key[0] in ("u3", "u2")]
    assert found["4112", "全部", "全部"] == 232
    assert found["u4", "t8", "全部"] == 70


def test_without_a_minimum_nothing_is_printed_and_the_line_says_so(
    training: Report, least: Callable[[int | None], None]
) -> None:
    least(None)
    found = training(*WIDE)
    assert found and printed(found) == {}
    assert {r["trained_persons"] for r in found} == {None}
    assert all("small_cell_minimum" in r["suppressed_zh"] for r in found)


@pytest.mark.parametrize("minimum", [5, None])
def test_nothing_gives_no_line(
    training: Report, least: Callable[[int | None], None], minimum: int | None
) -> None:
    least(minimum)
    assert training() == []


def test_every_report_that_counts_persons_or_households_is_listed(compiled: dict[str, str]) -> None:
    check = compiled["int_small_cell_check"]
    listed = dict(
        re.findall(r"'(rpt_\w+)' as report,.*?unnest\(\['([^\]]*)'\]\) as measure", check, flags=re.DOTALL)
    )
    counts = {
        f"{name}.{column}"
        for name, columns in REPORTS.items()
        for column, kind in columns.items()
        if kind == "bigint" and re.search(r"persons|households|members|^alerts", column)
    }
    assert counts == {f"{name}.{c}" for name, text in listed.items() for c in text.split("', '")}
    assert len(listed) == 11
    assert {n for n, columns in REPORTS.items() if "suppressed_zh" in columns} == listed.keys()


@pytest.fixture
def told(
    compiled: dict[str, str], table: Callable[..., None], query: Query, least: Callable[[int], None]
) -> Any:
    """What the check finds in a report on monitored households: level, unit, township, category, number."""

    def run(*lines: tuple[str, str, str, str, int | None]) -> int:
        for name, columns in REPORTS.items():
            if "suppressed_zh" in columns:
                table(f"warehouse.reporting.{name}", ",".join(columns), **columns)
        for level, unit, township, category, value in lines:
            shown = "null, '小格抑制'" if value is None else f"{value}, null"
            query(
                "insert into warehouse.reporting.rpt_monitoring (area_level, reporting_unit_code,"
                " township_code, monitor_category, monitored_households_identified, suppressed_zh)"
                f" values ('{level}', '{unit}', '{township}', '{category}', {shown}) returning 1"
            )
        found = {r["subject"]: r["actual"] for r in query(compiled["int_small_cell_check"])}
        assert len(found) == 11 and {v for k, v in found.items() if k != "rpt_monitoring"} == {0}
        return int(found["rpt_monitoring"])

    least(5)
    return run


CITY = ("city", "4112", "全部", "全部", 100)
UNIT = ("unit", "u1", "全部", "全部", 100)


@pytest.mark.parametrize(
    ("lines", "problems"),
    [
        ((), 0),
        ((CITY,), 0),
        ((CITY, UNIT, ("township", "u1", "t1", "全部", 95), ("township", "u1", "t2", "全部", 5)), 0),
        ((CITY, UNIT, ("township", "u1", "t1", "全部", 100), ("township", "u1", "t2", "全部", 0)), 0),
        ((CITY, UNIT, ("township", "u1", "t1", "全部", None), ("township", "u1", "t2", "全部", None)), 0),
        # A printed small count.
        ((CITY, UNIT, ("township", "u1", "t1", "全部", 96), ("township", "u1", "t2", "全部", 4)), 1),
        # One alone, and the difference, which is a small count, too.
        ((CITY, UNIT, ("township", "u1", "t1", "全部", 97), ("township", "u1", "t2", "全部", None)), 2),
        ((CITY, UNIT, ("township", "u1", "t1", "全部", 90), ("township", "u1", "t2", "全部", None)), 1),
        # Two that are four together.
        (
            (
                CITY,
                UNIT,
                ("township", "u1", "t1", "全部", 96),
                ("township", "u1", "t2", "全部", None),
                ("township", "u1", "t3", "全部", None),
            ),
            1,
        ),
        # A hidden total beside its printed categories.
        (
            (
                CITY,
                UNIT,
                ("township", "u1", "t1", "全部", None),
                ("township", "u1", "t2", "全部", None),
                ("township", "u1", "t1", "突发严重困难户", 50),
            ),
            1,
        ),
        # Half of the categories of an area.
        ((("city", "4112", "全部", "a", 50), ("city", "4112", "全部", "不公布", None)), 1),
    ],
)
def test_the_check_finds_what_still_tells(told: Any, lines: Any, problems: int) -> None:
    assert told(*lines) == problems


def test_without_a_minimum_every_printed_count_is_a_problem(told: Any, least: Callable[[None], None]) -> None:
    assert told(CITY) == 0
    least(None)
    assert told(CITY) == 1


def posts(table: Callable[..., None], query: Query, sql: str, people: list[Person]) -> list[dict[str, Any]]:
    """The report on posts over these people."""
    rows = [
        f"august,{p.unit},{p.township},{','.join(p.divisions)},p{n},true,"
        f"{'是' if p.counts_twice else '否'},500"
        for n, p in enumerate(people)
    ]
    header = (
        "submission_id,reporting_unit_code,township_code,person_group,post_type,person_key,is_open,is_yipin,"
        "monthly_pay_yuan"
    )
    table("warehouse.livelihoods.fct_welfare_post", "\n".join([header, *rows]), is_yipin="varchar")
    return query(sql)


def cells(lines: list[dict[str, Any]], measure: str) -> dict[Cell, int]:
    return {
        (
            r["area_level"],
            r["reporting_unit_code"],
            r["township_code"],
            (r["person_group"], r["post_type"]),
        ): r[measure]
        for r in lines
        if r["suppressed_zh"] is None
    }


@pytest.mark.parametrize("seed", range(12))
def test_no_small_count_follows_from_the_printed_lines(
    compiled: dict[str, str],
    table: Callable[..., None],
    query: Query,
    least: Callable[[int], None],
    ledgers: None,
    seed: int,
) -> None:
    """By elimination over two divisions and three levels; the next test shows that it finds what is left."""
    least(5)
    people = some_people(seed, divisions=2)
    lines = posts(table, query, compiled["rpt_welfare_post"], people)
    for measure, chosen in (("post_persons", False), ("post_persons_yipin", True)):
        assert disclosed(cells(lines, measure), people, 5, chosen) == []


def test_the_attack_succeeds_where_only_small_lines_are_hidden(
    compiled: dict[str, str],
    table: Callable[..., None],
    query: Query,
    least: Callable[[int], None],
    ledgers: None,
) -> None:
    found = 0
    for seed in range(4):
        least(1)
        people = some_people(seed, divisions=2)
        everything = cells(posts(table, query, compiled["rpt_welfare_post"], people), "post_persons")
        found += len(disclosed({c: v for c, v in everything.items() if v >= 5}, people, 5, False))
    assert found > 20
