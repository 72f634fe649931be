"""From the texts above the header to the scope of a submission: unit, part, period."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from lingcha.contract.forms import Form
from lingcha.contract.periods import Period, period_of
from lingcha.errors import LingchaError
from lingcha.intake.words import squeezed, words
from lingcha.project import read_reference

# Coarse to fine; a form of months cannot take a cut-off that says only the year.
_FINENESS = {"year": 1, "half_year": 2, "quarter": 3, "month": 4, "day": 5}
_PERIOD_ZH = {"month": "月", "quarter": "季度", "half_year": "半年", "year": "年", "round": "轮次"}
_NUMERALS = {"一": 1, "二": 2, "三": 3, "四": 4, "上": 1, "下": 2}
_CUTOFFS = (
    ("day", re.compile(r"([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?(?:止)?")),
    ("day", re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")),
    ("quarter", re.compile(r"([0-9]{4})年?度?第?([一二三四1-4])季度?末?")),
    ("half_year", re.compile(r"([0-9]{4})年?度?([上下])半年")),
    ("month", re.compile(r"([0-9]{4})[-/.年]([0-9]{1,2})月?(?:份|底|末)?")),
    ("month", re.compile(r"([0-9]{4})([0-9]{2})")),
    ("year", re.compile(r"([0-9]{4})年?度?")),
)


_IN_TITLE = re.compile(
    "[0-9]{4}年(?:度?第?[一二三四1-4]季度|度?[上下]半年|[0-9]{1,2}月(?:[0-9]{1,2}日)?|度)?"
)
# 2022年1-8月, 2022年1月1日至8月31日: the end is the cut-off.
_RANGE = re.compile(
    "(?P<year>[0-9]{4})年[0-9]{1,2}(?:月(?:[0-9]{1,2}日)?)?[-—~至到]+"
    "(?:(?P<other>[0-9]{4})年)?(?P<end>[0-9]{1,2}月(?:[0-9]{1,2}日)?)"
)


@dataclass(frozen=True)
class Unit:
    """A unit and, for a part of it, the township. rest_known: nothing unexplained stood behind the name."""

    code: str
    part: str = ""
    rest_known: bool = True


@cache
def _spellings() -> list[tuple[str, str]]:
    """(spelling, code), longest first, so that 城乡一体化示范区 is not read as 示范区."""
    names = [
        (squeezed(name), r["reporting_unit_code"])
        for r in read_reference("reporting_unit")
        for name in (r["name_zh"], *filter(None, r["aliases"].split("|")))
    ]
    return sorted(names, key=lambda pair: -len(pair[0]))


@cache
def _townships() -> dict[tuple[str, str], str]:
    """(unit, township name as compared) to its name in the list of regions; unique within a unit."""
    return {
        (r["reporting_unit_code"], squeezed(r["managing_township_name"])): r["managing_township_name"]
        for r in read_reference("region_village")
    }


@cache
def unit_names() -> dict[str, str]:
    """Code to name of every reporting unit."""
    return {r["reporting_unit_code"]: r["name_zh"] for r in read_reference("reporting_unit")}


def unit_of(text: str) -> Unit | None:
    """The unit that a text begins with; None when it is not one of the city's units."""
    stamp = "|".join(map(re.escape, words("stamp")))
    text = re.sub(rf"\((?:{stamp})\).*$", "", squeezed(text))
    text = text.rstrip("。.,、;:")
    while prefix := next((p for p in words("place_prefix") if text.startswith(p) and text != p), ""):
        text = text[len(prefix) :]
    for name, code in _spellings():
        if text.startswith(name):
            return _with_part(code, name, text[len(name) :])
    return None


def _with_part(code: str, name: str, rest: str) -> Unit:
    """What stands behind the unit: nothing, a township, or an office of either."""
    for (unit, township), official_name in _townships().items():
        for whole in (rest, name + rest):  # 灵宝市园艺场 carries the name of its county itself
            if unit == code and whole.startswith(township):
                return Unit(code, official_name, _is_office(whole[len(township) :]))
    return Unit(code, rest_known=_is_office(rest))


def _is_office(text: str) -> bool:
    """Nothing, or names of offices: 财政局, 农业农村局（乡村振兴局）. A village behind a township would be
    half of it, also with an office of its own.
    """
    if re.search("村|社区", re.sub("乡村|农村", "", text)):
        return False
    return all(part.endswith(tuple(words("office_suffix"))) for part in re.split("[()/、]", text) if part)


def folder_unit_code(given: str) -> str:
    """Code of the unit of a folder, from its code or its name; empty stays empty.

    Raises E_FOLDER_UNIT: a folder of nobody is a mistake of the caller, not of the file in it.
    """
    if not given or given in unit_names():
        return given
    unit = unit_of(given)
    if unit is None or not unit.rest_known:
        raise LingchaError(
            "E_FOLDER_UNIT", "报送目录不属于任何填报单位。请使用填报单位代码或名称作为目录名。"
        )
    return unit.code


def cutoff_of(text: str) -> tuple[date, str] | None:
    """Last day that a text names and how fine it is (day, month, quarter ...). Of a range, its end counts."""
    text = re.split(r"至|到|~|—|-{2,}", _range_ends(squeezed(text)))[-1]
    for fineness, pattern in _CUTOFFS:
        found = pattern.fullmatch(text)
        if found:
            try:
                return _last_day(fineness, found.groups()), fineness
            except ValueError:
                return None
    return None


def _last_day(fineness: str, parts: tuple[str, ...]) -> date:
    year = int(parts[0])
    if fineness == "day":
        return date(year, int(parts[1]), int(parts[2]))
    if fineness == "year":
        return date(year, 12, 31)
    number = _NUMERALS.get(parts[1]) or int(parts[1])
    month = number * {"month": 1, "quarter": 3, "half_year": 6}[fineness]
    if not 1 <= month <= 12:
        raise ValueError(f"no month {month}")
    return date(year, month, monthrange(year, month)[1])


def _range_ends(text: str) -> str:
    """A text with the end of each range alone: 2022年8月31日 of 2022年8月1日至8月31日."""
    return _RANGE.sub(lambda m: f"{m['other'] or m['year']}年{m['end']}", text)


def closes_a_period(text: str) -> bool:
    """Whether a text is a month or something coarser, or the last day of a month: 2022年9月3日 is none."""
    found = cutoff_of(text)
    return found is not None and (found[1] != "day" or (found[0] + timedelta(1)).day == 1)


def periods_in_title(title: str) -> list[str]:
    """The periods that a title names, the finest first: of 2022年度…（截至2022年8月31日） the day. Of a range
    (2022年1-8月) the end counts.
    """
    found = _IN_TITLE.finditer(_range_ends(squeezed(title)))
    named = [(m[0], cutoff) for m in found if (cutoff := cutoff_of(m[0]))]
    return [name for name, cutoff in sorted(named, key=lambda pair: -_FINENESS[pair[1][1]])]


def period_from(form: Form, text: str) -> Period | None:
    """The period that the cut-off closes; None when it says too little or lies in no period."""
    found = cutoff_of(text)
    if found is None:
        return None
    cutoff, fineness = found
    needed = "month" if form.period == "round" else form.period
    return period_of(form, cutoff) if _FINENESS[fineness] >= _FINENESS[needed] else None


def period_kind(form: Form) -> str:
    """How sentences name the kind of period of a form."""
    return _PERIOD_ZH[form.period]
