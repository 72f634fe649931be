"""The forms, read from ``seeds/forms/*.yml``: the only description of a form in the project.

dbt reads the same files as seed properties, so a column cannot mean one thing to a county and another to
the warehouse.
"""

from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from lingcha.project import FORMS_DIR, read_yaml

LINEAGE = ("submission_id", "sheet", "row_no", "money_factor")


@dataclass(frozen=True)
class Column:
    """One column of a form. ``header`` is the path of header cells: one or two levels."""

    name: str
    data_type: str
    header: tuple[str, ...]
    type: str
    required: str
    aliases: tuple[str, ...] = ()
    unit: str = ""
    code_list: str = ""
    personal: bool = False

    @property
    def label(self) -> str:
        """How messages name the column, for example ``资产原值/合计``."""
        return "/".join(self.header)


@dataclass(frozen=True)
class KeyValue:
    """A form as a questionnaire with one item per row (编号, 填表项目, 单位, 数量).

    labels: its columns, field to spellings, the official one first. from_unit and from_period: the fields
    that such a sheet states once, above its header.
    """

    labels: tuple[tuple[str, tuple[str, ...]], ...]
    from_unit: str
    from_period: str


@dataclass(frozen=True)
class Form:
    """One ledger. ``carries``: a later period replaces earlier ones (snapshot) or adds to them (period).

    layout: how a sheet of it looks, ``table`` or ``key_value``; key_value: its second layout, if it has one.
    """

    code: str
    seed: str
    title: str
    grain: str
    version: str
    layout: str
    key: tuple[str, ...]
    period: str
    carries: str
    split_by: str
    money_unit: str
    totals: str
    footer: tuple[str, ...]
    columns: tuple[Column, ...]
    key_value: KeyValue | None = None

    def column(self, name: str) -> Column:
        return next(c for c in self.columns if c.name == name)

    def as_key_value(self) -> "Form | None":
        """The form as its second layout shows it, with the columns of that sheet only; None without one."""
        if self.key_value is None:
            return None
        columns = tuple(
            replace(self.column(name), header=spellings[:1], aliases=spellings[1:], required="Y")
            for name, spellings in self.key_value.labels
        )
        return replace(self, layout="key_value", totals="none", columns=columns)


def _column(raw: dict[str, Any]) -> Column:
    meta = raw["config"]["meta"]
    return Column(
        name=raw["name"],
        data_type=raw["data_type"],
        header=tuple(meta["header"]),
        type=meta["type"],
        required=meta["required"],
        aliases=tuple(meta.get("aliases", ())),
        unit=meta.get("unit", ""),
        code_list=meta.get("code_list", ""),
        personal=meta.get("personal", False),
    )


def _key_value(raw: dict[str, Any] | None) -> KeyValue | None:
    if raw is None:
        return None
    labels = tuple((name, tuple(spellings)) for name, spellings in raw["columns"].items())
    return KeyValue(labels, raw["from_unit"], raw["from_period"])


@cache
def load_forms() -> dict[str, Form]:
    """All forms by code, in code order."""
    forms = {}
    for path in sorted(FORMS_DIR.glob("*.yml")):
        raw = read_yaml(path)["seeds"][0]
        meta = raw["config"]["meta"]
        forms[meta["form"]] = Form(
            code=meta["form"],
            seed=raw["name"],
            title=meta["title"],
            grain=meta["grain"],
            version=meta["version"],
            layout=meta["layout"],
            key=tuple(meta["key"]),
            period=meta["period"],
            carries=meta["carries"],
            split_by=meta["split_by"],
            money_unit=meta["money_unit"],
            totals=meta["totals"],
            footer=tuple(meta["footer"]),
            columns=tuple(_column(c) for c in raw["columns"] if not c["config"]["meta"].get("lineage")),
            key_value=_key_value(meta.get("key_value")),
        )
    return forms
