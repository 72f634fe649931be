"""What every model owes its reader: described columns, a contract where it is published, tests of facts."""

import csv
import re
from pathlib import Path
from typing import Any

import pytest
from dbt_in_process import run_dbt

from lingcha.contract.forms import load_forms
from lingcha.project import ROOT, read_reference

PUBLISHED = (
    "core",
    "assets",
    "projects",
    "monitoring",
    "livelihoods",
    "industry",
    "quality",
    "reporting",
    "meta",
)
TYPES = re.compile(r"boolean|integer|bigint|decimal\([0-9]+, ?[0-9]+\)|date|timestamp|varchar")
SUBJECTS = (
    "core",
    "assets",
    "projects",
    "monitoring",
    "livelihoods",
    "industry",
    "meta",
    "staging",
    "intermediate",
    "restricted",
)


@pytest.fixture(scope="module")
def manifest(tmp_path_factory: pytest.TempPathFactory) -> Any:
    outcome = run_dbt(["parse"], tmp_path_factory.mktemp("parse"))
    assert outcome.success, outcome.exception
    return outcome.result


@pytest.fixture(scope="module")
def models(manifest: Any) -> list[Any]:
    found = [n for n in manifest.nodes.values() if n.resource_type == "model"]
    assert len(found) > 40
    return found


def published(models: list[Any]) -> list[Any]:
    return [m for m in models if m.database == "warehouse"]


def test_every_node_and_column_is_described(manifest: Any) -> None:
    nodes = [n for n in manifest.nodes.values() if n.resource_type in ("model", "seed")]
    gaps = [n.name for n in nodes if not n.description]
    gaps += [f"{n.name}.{c.name}" for n in nodes for c in n.columns.values() if not c.description]
    gaps += [n.name for n in nodes if n.resource_type == "seed" and not n.columns]
    assert gaps == []


def test_published_models_have_enforced_contracts(models: list[Any]) -> None:
    assert {m.schema for m in published(models)} <= set(PUBLISHED)
    assert [m.name for m in published(models) if not m.config.contract.enforced] == []
    assert [m.name for m in published(models) if m.config.materialized != "table"] == []


def test_published_types_are_the_ones_that_every_reader_knows(models: list[Any]) -> None:
    odd = [
        f"{m.name}.{c.name} {c.data_type}"
        for m in published(models)
        for c in m.columns.values()
        if not TYPES.fullmatch(c.data_type.lower())
    ]
    assert odd == []


def test_money_is_decimal_and_named_yuan(models: list[Any]) -> None:
    columns = [(m, c) for m in published(models) for c in m.columns.values() if c.name.endswith("_yuan")]
    assert len(columns) > 50
    assert [f"{m.name}.{c.name}" for m, c in columns if c.data_type != "decimal(18,2)"] == []


def test_every_published_subject_has_a_key(models: list[Any]) -> None:
    keyless = [m.name for m in published(models) if not m.config.meta.get("key")]
    assert keyless == []
    for model in published(models):
        assert set(model.config.meta.get("key", [])) <= set(model.columns), model.name


def test_every_fact_has_a_unit_test(manifest: Any, models: list[Any]) -> None:
    tested = {t.model for t in manifest.unit_tests.values()}
    assert [m.name for m in models if m.name.startswith("fct_") and m.name not in tested] == []


# Columns that share their name with a personal column of another form: the reason of a verdict is not JY02's
# 未就业原因, the certificate of an asset not JN01's of a person.
SAME_NAME = {
    ("fct_zero_error", "reason"),
    ("fct_asset", "certificate_no"),
    ("fct_unresolved_place", "reason"),
}


def test_no_personal_column_is_published(models: list[Any]) -> None:
    personal = {c.name for f in load_forms().values() for c in f.columns if c.personal} | {
        "household_code",
        "person_code",
        "id_18",
    }
    leaks = {(m.name, c) for m in published(models) for c in m.columns if c in personal}
    assert leaks == SAME_NAME


def test_nothing_personal_is_built_outside_the_private_database(manifest: Any) -> None:
    outside = [
        n.name for n in manifest.nodes.values() if n.resource_type == "seed" and n.database != "private"
    ]
    assert outside == []


def test_every_form_has_a_seed_a_staging_model_and_a_header(manifest: Any) -> None:
    names = {n.name for n in manifest.nodes.values()}
    for form in load_forms().values():
        assert {form.seed, f"stg_{form.seed}"} <= names
        path = ROOT / "seeds" / "forms" / f"{form.seed}.csv"
        with path.open(encoding="utf-8", newline="") as handle:
            header = next(csv.reader(handle))
        assert header[4:] == [c.name for c in form.columns]


def test_every_form_is_checked_from_its_sheets_to_its_fact(manifest: Any) -> None:
    for check in ("int_rows_check", "int_fact_check", "int_money_check"):
        facts = [n for n in manifest.nodes[f"model.lingcha.{check}"].depends_on.nodes if ".fct_" in n]
        read = {source for fact in facts for source in manifest.nodes[fact].depends_on.nodes}
        forgotten = [f.code for f in load_forms().values() if f"model.lingcha.stg_{f.seed}" not in read]
        assert forgotten == [], check


def subject_files() -> list[Path]:
    return [path for folder in SUBJECTS for path in sorted((ROOT / "models" / folder).glob("*.sql"))]


def test_every_chinese_value_in_sql_is_in_a_code_list() -> None:
    """已落实 written as 落实 would select nothing and nobody would notice."""
    labels = {row["label_zh"] for row in read_reference("code_list")} | set(PLACE_WORDS) | set(PERIOD_WORDS)
    literals = {
        (path.name, literal)
        for path in subject_files()
        for line in path.read_text(encoding="utf-8").splitlines()
        if not line.lstrip().startswith("--")
        for literal in re.findall(r"'([^']*[\u4e00-\u9fff][^']*)'", line)
    }
    assert ("fct_support_measure.sql", "已落实") in literals
    assert sorted(x for x in literals if x[1] not in labels) == []


# Words that spell places and periods; they are compared with names, not with codes.
PLACE_WORDS = ("街道办事处", "街道办", "%街道", "(街道|镇|乡)$", "村", "村$", "社区")
PERIOD_WORDS = ("年", "月", "年第", "季度", "上", "下", "半年", "至")


def test_sql_keeps_to_what_other_engines_read_alike() -> None:
    banned = {
        r"(?i)\bcurrent_(date|timestamp)\b|\bnow\(\)|\btoday\(\)": "reads the clock",
        r"(?i)\btry_cast\b": "casts without a shape",
        r"\\": "backslash",
        r"(?i)\bdouble\b|\bfloat\b": "floating point",
        r"(?i)\bavg\(": "average through floating point",
        r"(?i)\bqualify\b": "qualify",
        r"(?i)indexes\s*=": "indexes",
    }
    found = [
        f"{path.name}: {why}"
        for path in subject_files()
        for pattern, why in banned.items()
        if re.search(pattern, re.sub(r"--.*", "", path.read_text(encoding="utf-8")))
    ]
    assert found == []
