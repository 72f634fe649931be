"""Published figures: each has readings or a reason, and verdicts follow from the numbers."""

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from lingcha.project import read_reference

Query = Callable[..., list[dict[str, Any]]]
FIGURES = {r["figure_id"]: r for r in read_reference("published_figure")}


def read_figures(compiled: dict[str, str]) -> set[str]:
    """The figures that have a reading, from the model that computes them."""
    return {f for f in FIGURES if f"'{f}' as figure_id" in compiled["rpt_figure_reading"]}


def test_the_register_has_all_figures_and_each_is_computed_or_has_a_reason(compiled: dict[str, str]) -> None:
    reasons = {r["figure_id"]: r["reason_zh"] for r in read_reference("figure_not_computable")}
    computed = read_figures(compiled)
    assert len(FIGURES) == 152
    assert computed | reasons.keys() == FIGURES.keys()
    assert computed & reasons.keys() == set()
    assert all(reasons.values())


def test_no_published_value_is_typed_into_a_formula(compiled: dict[str, str]) -> None:
    """A figure that is computed from itself would always agree: numbers of the reply stand in words only."""
    outside_of_texts = "".join(compiled["rpt_figure_reading"].split("'")[::2])
    numbers = set(re.findall(r"[0-9]+(?:[.][0-9]+)?", outside_of_texts))
    printed = {r["published_text"] for r in FIGURES.values() if len(r["published_text"]) >= 3}
    assert "100" in numbers, "the search finds what is there"
    # 100 is also the scale of a percentage.
    assert numbers & printed <= {"100"}


def test_every_check_of_the_reply_is_there_and_judged(
    compiled: dict[str, str], table: Callable[..., None], query: Query
) -> None:
    register(table)
    checks = {r["check_id"]: r for r in query(compiled["rpt_letter_check"])}
    assert sorted(checks) == [f"K{n:02d}" for n in range(1, 61)]
    broken = {k for k, r in checks.items() if r["verdict"] == "does_not_reconcile"}
    assert broken == {"K09", "K10", "K13", "K15", "K19"}
    assert checks["K01"]["verdict"] == "on_rounding_bound"
    assert {k for k, r in checks.items() if r["verdict"] == "within_rounding"} == {"K02", "K03"}
    assert checks["K38"]["computed_value"] == Decimal("88.81")
    assert {k for k, r in checks.items() if not r["is_resolved"]} == {"K19"}


@pytest.mark.parametrize(
    ("figure", "value", "check", "verdict"),
    [
        ("A01", "629616", "K01", "reconciles"),
        ("A01", "629613", "K01", "does_not_reconcile"),
        ("A01", "629615", "K01", "within_rounding"),
        ("J01", "141", "K12", "does_not_reconcile"),
        ("C04", "37.60", "K08", "does_not_reconcile"),
        ("R04", "70000", "K26", "implausible"),
        ("R17", "13508.47", "K39", "does_not_reconcile"),
    ],
)
def test_a_check_notices_another_figure(
    compiled: dict[str, str],
    table: Callable[..., None],
    query: Query,
    figure: str,
    value: str,
    check: str,
    verdict: str,
) -> None:
    register(table, {figure: value})
    found = {r["check_id"]: r["verdict"] for r in query(compiled["rpt_letter_check"])}
    assert found[check] == verdict


def register(table: Callable[..., None], changed: dict[str, str] | None = None) -> None:
    values = {f: r["published_value"] for f, r in FIGURES.items()} | (changed or {})
    rows = "\n".join(f"{f},{v}" for f, v in values.items())
    table(
        "private.reference.published_figure",
        f"figure_id,published_value\n{rows}",
        published_value="decimal(18, 2)",
    )


READING = "figure_id,reading_no,reading_zh,computed_value,rows_read"


@pytest.mark.parametrize(
    ("readings", "verdict", "reading_no", "noted"),
    [
        ("F1,1,,12.50,3", "reproduced", 1, ""),
        ("F1,1,,12.49,3", "differs", 1, ""),
        ("F1,1,,9.00,3\nF1,2,别的分母,12.50,3", "reproduced_with_reading", 2, "按字面为9.00"),
        ("F1,1,别的分母,12.50,3\nF1,2,,12.50,3", "reproduced", 2, ""),
        ("F1,1,,9.00,3\nF1,2,别的分母,8.00,3", "differs", 1, ""),
        ("F1,1,,,0", "not_evaluated", 1, "没有相应的台账数据"),
        ("", "not_computable", None, "没有清单"),
    ],
)
def test_the_verdict_follows_from_the_numbers(
    compiled: dict[str, str],
    table: Callable[..., None],
    query: Query,
    readings: str,
    verdict: str,
    reading_no: int | None,
    noted: str,
) -> None:
    judged = judge(compiled, table, query, readings)
    assert (judged["verdict"], judged["reading_no"]) == (verdict, reading_no)
    assert noted in (judged["note"] or "")


def test_a_contradiction_that_no_reading_removes_goes_before_agreement(
    compiled: dict[str, str], table: Callable[..., None], query: Query
) -> None:
    judged = judge(compiled, table, query, "F1,1,,12.50,3", check="does_not_reconcile")
    assert judged["verdict"] == "contradicts_itself"
    assert "13 = 12.5" in judged["note"]


def judge(
    compiled: dict[str, str],
    table: Callable[..., None],
    query: Query,
    readings: str,
    check: str = "reconciles",
) -> dict[str, Any]:
    table(
        "private.reference.published_figure",
        "figure_id,display_order,section,subject,measure,kind,published_text,published_value,unit,decimals,as_of_date,quote\n"
        "F1,1,1,s,m,count,12.50,12.50,%,2,2022-08-31,q",
        published_value="decimal(18, 2)",
    )
    table(
        "warehouse.reporting.rpt_figure_reading",
        f"{READING}\n{readings}".strip(),
        reading_no="integer",
        computed_value="decimal(28, 2)",
        rows_read="bigint",
    )
    # A blank reading is an empty text in the table, which a CSV of the test cannot say.
    query("update warehouse.reporting.rpt_figure_reading set reading_zh = coalesce(reading_zh, '')")
    table(
        "warehouse.reporting.rpt_letter_check",
        f"check_id,verdict,is_resolved,arithmetic_zh\nK1,{check},false,13 = 12.5",
    )
    table("private.intermediate.int_figure_in_check", "check_id,figure_id,part\nK1,F1,stated")
    table("private.reference.figure_not_computable", "figure_id,reason_zh\nF1,没有清单")
    (judged,) = query(compiled["rpt_published_figure"])
    return judged
