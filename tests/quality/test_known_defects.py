"""One-line mistakes that a real rule engine carried behind a green test suite: each has its cases here.

The cases themselves stand in ``cases/``; this list says which of them would have shown the mistake, so that
nobody drops one without noticing. Two more mistakes are of the code and not of a rule.
"""

import re

import pytest
from cases import Cases

from lingcha.project import ROOT

# Mistake: the cases that must be reported, and those that must not, as "rule record".
DEFECTS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "a range checked as below and above at once": (
        ("DQ-21 dq21-cropland_mu-below-zero", "DQ-21 dq21-cropland_mu-above", "DQ-14 dq14-month-above-1|1"),
        ("DQ-21 dq21-cropland_mu-zero", "DQ-21 dq21-cropland_mu-limit", "DQ-14 dq14-month-cap-1|1"),
    ),
    "age by year only, or days divided by 365": (
        (
            "DQ-11 dq11-60-full",
            "DQ-11 dq11-16-none",
            "DQ-10 dq10-小学-not-yet-6",
            "DQ-19 dq19-70-1|P1|2022-03-01",
        ),
        (
            "DQ-11 dq11-59-full",
            "DQ-11 dq11-leap-day-16",
            "DQ-10 dq10-小学-6",
            "DQ-19 dq19-69-1|P1|2022-03-01",
        ),
    ),
    "a date compared in parts": (
        (
            "DQ-03 dq03-day-before",
            "DQ-03 dq03-day-after",
            "DQ-03 dq03-other-month",
            "DQ-03 dq03-leap-day-after",
        ),
        ("DQ-03 dq03-leap-day", "DQ-03 dq03-man"),
    ),
    "a code list with a blank in it, or with another word than the data": (
        ("DQ-09 dq09-blank-before", "DQ-09 dq09-category|1", "DQ-09 dq09-several-joined-otherwise"),
        ("DQ-09 dq09-several-in-any-order", "DQ-09 dq09-known"),
    ),
    "a blank, a zero or a text that stops the run": (
        ("DQ-01 dq01-zero", "DQ-01 dq01-text", "DQ-20 dq20-text", "DQ-09 dq09-empty-text"),
        ("DQ-01 dq01-blank", "DQ-20 dq20-blank", "DQ-14 dq14-wage-blank|2022-2", "DQ-14 dq14-no-wage|2022-2"),
    ),
    "of duplicates only the later one, or as they are read": (
        ("DQ-04 dq04-first", "DQ-04 dq04-second", "DQ-20 dq20-shared-1", "DQ-20 dq20-shared-3"),
        ("DQ-20 dq20-own",),
    ),
    "only the first of several risks": (
        ("DQ-15 dq15-other-5|1", "DQ-15 dq15-disaster-5|1"),
        ("DQ-15 dq15-other-explained-5|1", "DQ-15 dq15-flood-5|1"),
    ),
    "the row of one member for the household": (
        ("DQ-05 dq05-none", "DQ-16 dq16-weak-labour-read-last|1", "DQ-06 dq06-mother-younger-read-first-0"),
        ("DQ-05 dq05-head-read-last", "DQ-25 dq25-dibao-read-last"),
    ),
    "months in the wrong order, or counted by the wrong number": (
        ("DQ-16 dq16-month-6-and-a-day|1", "DQ-16 dq16-day-31|1", "DQ-18 dq18-backwards-1|1"),
        ("DQ-16 dq16-month-6|1", "DQ-16 dq16-day-30|1", "DQ-18 dq18-one-month-1|1"),
    ),
}


@pytest.mark.parametrize("name", DEFECTS)
def test_the_mistake_has_cases_that_show_it(cases: Cases, name: str) -> None:
    reported, silent = DEFECTS[name]
    keys = _records(cases)
    for case in (*reported, *silent):
        rule, key = case.split(" ")
        assert key in keys, f"no case {key}"
        assert (key in cases.expected[rule]) == (case in reported), case


def _records(cases: Cases) -> set[str]:
    """The record keys of all cases that this list speaks of."""
    keys = {r["household_code"] for r in cases.city.rows["hj01"]} | {
        r["person_code"] for r in cases.city.rows["hj02"]
    }
    for table, parts in (
        ("jc01", ("household_code", "episode_seq")),
        ("sz01", ("household_code", "round_code")),
        ("jy01", ("person_code", "spell_seq")),
        ("gy01", ("person_code", "post_code", "hire_date")),
    ):
        keys |= {"|".join(str(r[p]) for p in parts) for r in cases.city.rows[table]}
    return keys


def test_no_model_reads_the_clock() -> None:
    clock = re.compile(
        r"\b(now|current_date|current_timestamp|today|get_current_timestamp|localtime)\b(?!\w)", re.I
    )
    for path in [*(ROOT / "models").rglob("*.sql"), *(ROOT / "macros").rglob("*.sql")]:
        sql = re.sub(r"--[^\n]*|\{#.*?#\}|'[^']*'", "", path.read_text(encoding="utf-8"), flags=re.S)
        assert not clock.search(sql), path.name


def test_a_rule_reports_under_its_own_number() -> None:
    for path in (ROOT / "models" / "quality" / "rules").rglob("rule_*.sql"):
        own = path.stem.removeprefix("rule_").upper().replace("_", "-")
        named = re.findall(
            r"finding\('([A-Z]{2}-[0-9]{2})'|'([A-Z]{2}-[0-9]{2})' as rule_id", path.read_text("utf-8")
        )
        assert {a or b for a, b in named} == {own}, path.name
