"""What was agreed, kept as facts: a form that loses a column must not go unnoticed."""

import pytest

from lingcha.contract.forms import Form, load_forms
from lingcha.project import read_reference

COLUMNS = {
    "BB01": 9,
    "BM01": 21,
    "GY01": 21,
    "HJ01": 37,
    "HJ02": 35,
    "HM01": 10,
    "HZ01": 25,
    "JC01": 48,
    "JC02": 18,
    "JC03": 31,
    "JN01": 20,
    "JN02": 8,
    "JY01": 27,
    "JY02": 15,
    "PC01": 24,
    "PC02": 16,
    "PX01": 12,
    "PX02": 15,
    "SF01": 18,
    "SZ01": 34,
    "WG01": 12,
    "XM01": 37,
    "XM02": 13,
    "ZC01": 40,
    "ZC02": 22,
    "ZC03": 15,
    "ZJ01": 11,
    "ZJ02": 11,
}
FORMS = sorted(load_forms().values(), key=lambda f: f.code)
every_form = pytest.mark.parametrize("form", FORMS, ids=lambda f: f.code)


def test_there_are_28_forms_with_605_columns() -> None:
    assert {f.code for f in FORMS} == set(COLUMNS)
    assert sum(len(f.columns) for f in FORMS) == sum(COLUMNS.values()) == 605


@every_form
def test_a_form_has_the_columns_that_were_agreed(form: Form) -> None:
    assert len(form.columns) == COLUMNS[form.code]
    names = [c.name for c in form.columns]
    assert names[:2] == ["seq", "county_name"]
    assert len(set(names)) == len(names)
    assert len({c.header for c in form.columns}) == len(names)
    assert set(form.key) <= set(names)


@every_form
def test_what_a_form_names_exists(form: Form) -> None:
    lists = {row["code_list"] for row in read_reference("code_list")}
    assert {c.code_list for c in form.columns} - {""} <= lists
    assert all(c.code_list for c in form.columns if c.type in ("enum", "multi_enum", "bool_yn"))
    (calendar,) = [r for r in read_reference("form_calendar") if r["form_code"] == form.code]
    assert calendar["period_kind"] == form.period
    assert form.period != "round" or form.code in {r["form_code"] for r in read_reference("reporting_round")}


@every_form
def test_nobody_can_be_told_from_a_published_column(form: Form) -> None:
    """Numbers of people, names of people and free text are personal wherever they stand."""
    people = {"person_name", "head_name", "lead_name", "grid_chief", "grid_member", "approver", "screener"}
    for column in form.columns:
        if column.type in ("id_no", "phone") or column.name in people | {"remark"}:
            assert column.personal, column.name
        assert not (column.personal and column.name in form.key)


def test_a_unit_of_an_indicator_can_be_converted() -> None:
    units = {row["unit"]: row for row in read_reference("measure_unit")}
    assert set(units) == {r["label_zh"] for r in read_reference("code_list") if r["code_list"] == "unit"}
    for unit, row in units.items():
        assert unit.endswith(row["base_unit"])
        assert (
            row["factor"] == {"": "1", "万": "10000", "亿": "100000000"}[unit.removesuffix(row["base_unit"])]
        )


def test_an_alias_means_one_label_of_its_list() -> None:
    labels = {(r["code_list"], r["label_zh"]) for r in read_reference("code_list")}
    aliases = [(r["code_list"], r["spelling"]) for r in read_reference("code_alias")]
    assert {(r["code_list"], r["label_zh"]) for r in read_reference("code_alias")} <= labels
    assert len(set(aliases)) == len(aliases)
    assert not labels & set(aliases)
