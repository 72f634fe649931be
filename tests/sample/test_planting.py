"""Planted defects: found where they were planted, and nowhere else."""

from collections import Counter
from pathlib import Path

import pytest

from lingcha.errors import LingchaError
from lingcha.project import read_reference
from lingcha.sample.defects import DEMO, Defect, read_defects
from lingcha.sample.draft import Draft
from lingcha.sample.ledgers import Ledgers
from lingcha.sample.planters import CELLS, PLANTERS, RULES
from lingcha.sample.planting import plant
from lingcha.sample.writing import Edits
from tests.sample.rules import JUDGED
from tests.sample.whole import load_city

# Rules that judge the unit: which of its rows stands for it is open.
_OF_UNIT = ("AS-14", "PF-16")
# A small city has one household whose monitoring ended by death or moving, and one village of each programme.
_SCARCE = {"WI-12": 1, "PF-18": 1, "PF-19": 1}


Found = dict[str, set[tuple[str, int]]]


def found(ledgers: Ledgers, draft: Draft) -> Found:
    """Findings by rule; rows in quarantine are missing."""
    edits = Edits(draft.values, {}, frozenset(draft.dropped | set(draft.raw)))
    with load_city(ledgers, edits) as db:
        results = {rule: set(db.execute(query).fetchall()) for rule, query in JUDGED.items()}
    return {rule: rows for rule, rows in results.items() if rows}


def expected(draft: Draft) -> dict[str, set[tuple[str, int]]]:
    rules: dict[str, set[tuple[str, int]]] = {}
    for planted in draft.planted:
        rules.setdefault(planted.rule, set()).add(planted.row)
    return rules


def by_unit(ledgers: Ledgers, rows: set[tuple[str, int]]) -> set[int]:
    return {ledgers.of_units[form].unit_of(row) for form, row in rows}


@pytest.mark.parametrize("name", PLANTERS)
def test_each_defect_is_found_where_it_was_planted_and_breaks_nothing_else(tiny: Ledgers, name: str) -> None:
    count = _SCARCE.get(name, 2)
    draft = plant(tiny, [Defect(name, "", count)])
    got, wanted = found(tiny, draft), expected(draft)
    for rule in _OF_UNIT:
        assert by_unit(tiny, got.pop(rule, set())) == by_unit(tiny, wanted.pop(rule, set()))
    assert got == wanted
    assert len(draft.lost) == (2 if name in CELLS else 0)
    if name in RULES:
        published = int(tiny.assets.household_at_village.sum()) if name == "AS-05" else 0
        pairs = 2 if name in ("AS-04", "DQ-04", "PF-17", "WI-11") else 1
        assert Counter(p.rule for p in draft.planted)[name] == published + count * pairs


@pytest.mark.parametrize("turn", range(3))
def test_many_defects_do_not_meet(small: Ledgers, turn: int) -> None:
    # Eleven eliminations and twenty-one projects must do for all their rules here, so the rules take turns.
    few = {"WE": 2, "PF": 2, "AS": 2, "AS-14": 5, "AS-15": 1, "AS-16": 1, "MI-09": 1} | _SCARCE
    names = list(PLANTERS)[turn::3]
    draft = plant(small, [Defect(n, "", few.get(n, few.get(n[:2], 5))) for n in names])
    got, wanted = found(small, draft), expected(draft)
    for rule in _OF_UNIT:
        assert by_unit(small, got.pop(rule, set())) == by_unit(small, wanted.pop(rule, set()))
    assert got == wanted
    assert len(draft.lost) == 5 * sum(n in CELLS for n in names)


def test_the_demo_list_has_its_kinds_once_or_twice_and_fits_a_small_city(tiny: Ledgers) -> None:
    defects = read_defects(DEMO)
    assert {d.name for d in defects} <= PLANTERS.keys()
    assert all(1 <= d.count <= 2 for d in defects)
    draft = plant(tiny, defects)
    got, wanted = found(tiny, draft), expected(draft)
    assert got.keys() == wanted.keys() == {d.name for d in defects} & RULES.keys()


def test_a_defect_stays_in_its_unit(small: Ledgers) -> None:
    draft = plant(small, [Defect("DQ-07", "411281", 3)])
    units = {int(small.city.addresses.unit[row]) for _, row in draft.values}
    assert [small.city.places.units[u].code for u in units] == ["411281"]


def test_every_rule_of_the_reference_can_be_planted() -> None:
    assert RULES.keys() == JUDGED.keys() == {r["rule_id"] for r in read_reference("rule")}


def test_more_defects_than_records_are_refused(small: Ledgers) -> None:
    with pytest.raises(
        LingchaError, match=r"\[E_SAMPLE_DEFECTS\] 缺陷 AS-14：规模 0\.01 下单位 411281没有足够的记录"
    ):
        plant(small, [Defect("AS-14", "411281", 2)])


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_a_list_may_hold_comments_blank_lines_and_no_count(tmp_path: Path) -> None:
    text = "# 说明\n\ndefect,reporting_unit_code,count\nMI-07,,\n  # 再说明\nDQ-02,411202,3\n"
    assert read_defects(write(tmp_path / "d.csv", text)) == [
        Defect("MI-07", "", 1),
        Defect("DQ-02", "411202", 3),
    ]
    assert read_defects(write(tmp_path / "e.csv", "defect,reporting_unit_code,count\n")) == []


@pytest.mark.parametrize(
    "text, message",
    [
        ("", "第一行应为 defect,reporting_unit_code,count"),
        ("rule,unit,n\nMI-07,,1\n", "第一行应为"),
        ("defect,reporting_unit_code,count\nXX-01,,1\n", "第 2 行：没有缺陷 XX-01。可用的有：.*MI-07、"),
        ("defect,reporting_unit_code,count\n\nMI-07,410000,1\n", "第 3 行：没有填报单位 410000"),
        ("defect,reporting_unit_code,count\nMI-07,,0\n", "数量应为正整数"),
        ("defect,reporting_unit_code,count\nMI-07,,一\n", "数量应为正整数"),
        ("defect,reporting_unit_code,count\nMI-07,\n", "应有 3 列，实为 2 列"),
    ],
)
def test_a_wrong_list_is_refused_with_its_line(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(LingchaError, match=message):
        read_defects(write(tmp_path / "d.csv", text))


def test_a_list_in_another_encoding_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "d.csv"
    path.write_bytes("# 说明\n".encode("gb18030"))
    with pytest.raises(LingchaError, match="UTF-8"):
        read_defects(path)
