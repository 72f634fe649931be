"""What a header label says beside the name of its column: （必填）, *, ：, （保留两位小数）, （单位：万元）.

Such remarks come off before labels are compared; only a unit of measure stays in its brackets.
"""

import re
from functools import cache

from lingcha.contract.forms import load_forms
from lingcha.intake.words import squeezed, words
from lingcha.project import read_reference

_MARKS = "*★☆※▲●◆#"
_LAST_BRACKET = re.compile(r"(.+?)\(((?:[^()]|\([^()]*\))*)\)$")
_NUMBER = re.compile(r"[0-9]{1,2}[.、]")
_PARTS = re.compile("[,，;；、]")


@cache
def unit_words() -> frozenset[str]:
    """Every unit of measure that a label may carry in brackets."""
    of_forms = {squeezed(c.unit) for form in load_forms().values() for c in form.columns if c.unit}
    known = {squeezed(row["unit"]) for row in read_reference("measure_unit")}
    return frozenset(of_forms | known | set(words("money_unit")))


@cache
def bare_label(text: str) -> str:
    """A label as compared, from the text of its cell."""
    label = squeezed(text).strip(_MARKS + ":")
    label = _NUMBER.sub("", label, count=1) if _NUMBER.match(label) else label
    while True:
        shorter = _without_remark(label).strip(_MARKS + ":")
        if shorter == label or not shorter:
            return label
        label = shorter


def _without_remark(label: str) -> str:
    """The label without what its last bracket, or its end, remarks."""
    for word in words("label_remark_end"):
        if label.endswith(word):  # 拨付金额*必填
            return label.removesuffix(word)
    found = _LAST_BRACKET.fullmatch(label)
    if found is None:
        return label
    name, inside = found.groups()
    if _is_remark(inside):
        return name
    parts = _PARTS.split(inside)
    kept = [part for part in map(_unit_alone, parts) if not _is_remark(part)]
    return label if kept == parts else f"{name}({'、'.join(kept)})" if kept else name


def _unit_alone(part: str) -> str:
    """万元, of 单位：万元."""
    label, colon, unit = part.partition(":")
    return unit if colon and label in words("money_label") and unit in unit_words() else part


def _is_remark(text: str) -> bool:
    if text in words("label_remark"):
        return True
    return text.startswith(tuple(words("label_remark_begin"))) and _unit_alone(text) == text
