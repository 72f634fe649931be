"""Checks the region tables before a build: two hierarchies, what became of old codes, lists of regions.

Two rows of one village on one day would count its amounts twice, a code that ended without a successor would
lose them, and a list with a code that does not hold would count a village that is not there. Nothing of this
fails by itself, so everything is named here and nothing is built.
"""

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import combinations, pairwise
from pathlib import Path

from lingcha.errors import LingchaError
from lingcha.project import REFERENCE_DIR

KINDS = {"recoded", "moved", "merged", "split"}
LEVELS = {6: "county", 9: "township", 12: "village"}
LONGEST_CHAIN = 8  # as many steps as the macro succession_steps gives core.bridge_region_code
_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True)
class Line:
    """One line of a dated table; valid_to is date.max while it holds."""

    table: str
    number: int
    cells: dict[str, str]
    valid_from: date
    valid_to: date

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def __str__(self) -> str:
        return f"{self.table}.csv 第 {self.number} 行"

    def holds(self, day: date) -> bool:
        return self.valid_from <= day <= self.valid_to

    def meets(self, other: "Line") -> bool:
        return self.valid_from <= other.valid_to and other.valid_from <= self.valid_to


@dataclass
class RegionTables:
    """The tables below ``folder``. ``problems``: lines without proper dates, left out elsewhere."""

    folder: Path = REFERENCE_DIR

    def __post_init__(self) -> None:
        self.problems: list[str] = []
        self.villages = self._dated("region_village")
        self.units = self._dated("reporting_unit")
        self.steps = self._dated("region_succession")
        self.members = self._dated("region_scope")
        self.scopes = {r["scope_id"]: r for _, r in self._rows("scope")}

    @cached_property
    def by_code(self) -> dict[str, list[Line]]:
        """The lines of each village code in the order of their start."""
        found: dict[str, list[Line]] = defaultdict(list)
        for line in sorted(self.villages, key=lambda v: v.valid_from):
            found[line["village_code"]].append(line)
        return found

    @cached_property
    def ended(self) -> dict[str, date]:
        """The last day of every village code that no longer holds."""
        return {c: lines[-1].valid_to for c, lines in self.by_code.items() if lines[-1].valid_to < date.max}

    def _rows(self, table: str) -> Iterator[tuple[int, dict[str, str]]]:
        with (self.folder / f"{table}.csv").open(encoding="utf-8", newline="") as handle:
            yield from enumerate(csv.DictReader(handle), 2)

    def _dated(self, table: str) -> list[Line]:
        lines = []
        for number, row in self._rows(table):
            start, end = _day(row["valid_from"]), _day(row.get("valid_to") or "9999-12-31")
            if start is None or end is None or end < start:
                self.problems.append(
                    f"{table}.csv 第 {number} 行："
                    f"有效期 {row['valid_from']} 至 {row.get('valid_to', '')} 不是日期，"
                    "或止期早于起期。应写作 2016-01-06"
                )
            else:
                lines.append(Line(table, number, row, start, end))
        return lines


def check_regions(as_of: date | None = None, folder: Path = REFERENCE_DIR) -> int:
    """Number of villages that hold at ``as_of`` (None: lines of all dates), when the tables are sound.

    Raises E_REGIONS with every problem found, by file and line. Another folder is for tests only.
    """
    tables = RegionTables(folder)
    problems = [
        *tables.problems,
        *_overlaps(tables.villages, "village_code"),
        *_overlaps(tables.units, "reporting_unit_code"),
        *_overlaps(tables.members, "scope_id", "region_code"),
        *_gaps(tables),
        *_parents(tables),
        *_townships(tables),
        *_steps(tables),
        *_successors(tables),
        *_scopes(tables),
    ]
    standing = [v for v in tables.villages if as_of is None or v.holds(as_of)]
    if not standing:
        problems.append(f"截止日 {as_of} 没有任何有效的行政村。请改用区划表所覆盖的截止日，或补充区划表")
    if problems:
        raise LingchaError(
            "E_REGIONS",
            f"区划表有 {len(problems)} 处问题，未构建：\n" + "\n".join(f"  · {p}" for p in problems),
        )
    return len(standing)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        return None


def _overlaps(lines: list[Line], *key: str) -> Iterator[str]:
    """Of one thing, two lines that hold on one day."""
    same: dict[tuple[str, ...], list[Line]] = defaultdict(list)
    for line in lines:
        same[tuple(line[k] for k in key)].append(line)
    for what, held in same.items():
        held.sort(key=lambda v: (v.valid_from, v.number))
        for before, after in pairwise(held):
            if before.meets(after):
                yield (
                    f"{before}与第 {after.number} 行：{'、'.join(what)} 的有效期重叠，"
                    f"{after.valid_from} 有两行有效。请给前一行填写止期"
                )


def _gaps(tables: RegionTables) -> Iterator[str]:
    """A code that comes back later would be another village: what was recorded under it could mean either."""
    for code, lines in tables.by_code.items():
        for before, after in pairwise(lines):
            if before.valid_to < after.valid_from - timedelta(days=1):
                yield (
                    f"{after}：代码 {code} 在 {before.valid_to} 已经停用，不能再次使用。请另编代码并登记沿革"
                )


def _parents(tables: RegionTables) -> Iterator[str]:
    """The statistical parents are digits of the code; the reporting unit must report over the whole span."""
    units: dict[str, list[Line]] = defaultdict(list)
    for unit in tables.units:
        units[unit["reporting_unit_code"]].append(unit)
    for village in tables.villages:
        code = village["village_code"]
        if not re.fullmatch("[0-9]{12}", code):
            yield f"{village}：村级代码 {code} 应为 12 位数字"
        elif (village["township_code"], village["county_code"]) != (code[:9], code[:6]):
            yield f"{village}：{code} 的乡级代码应为 {code[:9]}、县级代码应为 {code[:6]}"
        reporter = village["reporting_unit_code"]
        spans = [(u.valid_from, u.valid_to) for u in units[reporter]]
        if not any(start <= village.valid_from and village.valid_to <= end for start, end in spans):
            yield f"{village}：填报单位 {reporter} 不在 reporting_unit.csv 中，或在该行的有效期内不是始终有效"


def _townships(tables: RegionTables) -> Iterator[str]:
    """A managing township has one name and one reporting unit on each day."""
    townships: dict[str, dict[tuple[str, str], list[Line]]] = defaultdict(lambda: defaultdict(list))
    for village in tables.villages:
        what = (village["managing_township_name"], village["reporting_unit_code"])
        townships[village["managing_township_code"]][what].append(village)
    for code, versions in townships.items():
        for first, other in combinations(versions.values(), 2):
            clash = next((line for line in other for v in first if line.meets(v)), None)
            if clash:
                yield f"{clash}：乡镇 {code} 在同一天有两个名称或两个填报单位（另见第 {first[0].number} 行）"


def _steps(tables: RegionTables) -> Iterator[str]:
    """Each line of the succession on its own."""
    for step in tables.steps:
        old, new = step["from_code"], step["to_code"]
        if len(old) not in LEVELS or len(old) != len(new) or old == new:
            yield f"{step}：{old} 与 {new} 应为同一级的两个不同代码（6、9 或 12 位）"
            continue
        if step["kind"] not in KINDS or step["is_main"] not in ("Y", "N"):
            yield f"{step}：kind 应为 {'、'.join(sorted(KINDS))} 之一，is_main 应为 Y 或 N"
        if not step["because"].strip():
            yield f"{step}：缺少依据（because）"
        if not any(v.holds(step.valid_from) for v in _below(tables, new)):
            yield f"{step}：代码 {new} 在 {step.valid_from} 无效。请在 region_village.csv 中补充，或改正日期"
        if not any(v.holds(step.valid_from - timedelta(days=1)) for v in _below(tables, old)):
            yield f"{step}：代码 {old} 在 {step.valid_from} 的前一天无效，没有什么可以沿革"


def _below(tables: RegionTables, code: str) -> list[Line]:
    return [v for v in tables.villages if v["village_code"].startswith(code)]


def _successors(tables: RegionTables) -> Iterator[str]:
    """A village code that ended has exactly one main successor, and it holds from the next day on."""
    onward: dict[str, str] = {}
    for code, last in tables.ended.items():
        begins = last + timedelta(days=1)
        steps = [
            s
            for s in tables.steps
            if s.valid_from == begins and s["is_main"] == "Y" and code.startswith(s["from_code"])
        ]
        line = tables.by_code[code][-1]
        if len(steps) != 1:
            found = "没有" if not steps else f"有 {len(steps)} 个"
            yield (
                f"{line}：{code} 在 {last} 停用，{found}主要承接代码，应有 1 个。"
                "请在 region_succession.csv 中登记"
            )
            continue
        target = steps[0]["to_code"] + code[len(steps[0]["from_code"]) :]
        if any(v.holds(begins) for v in tables.by_code.get(target, [])):
            onward[code] = target
        else:
            yield f"{steps[0]}：{code} 的承接代码 {target} 在 {begins} 无效"
    for code in onward:
        chain = [code]
        while chain[-1] in onward and len(chain) <= LONGEST_CHAIN + 1:
            chain.append(onward[chain[-1]])
        if len(chain) > LONGEST_CHAIN + 1:
            yield f"代码 {code} 的沿革超过 {LONGEST_CHAIN} 步。请直接登记到现行代码"


def _scopes(tables: RegionTables) -> Iterator[str]:
    """The regions of a list hold as long as they are in it, and are as many as were published."""
    townships: dict[str, list[Line]] = defaultdict(list)
    for village in tables.villages:
        townships[village["managing_township_code"]].append(village)
    for member in tables.members:
        scope, code = tables.scopes.get(member["scope_id"]), member["region_code"]
        if scope is None or scope["level"] != member["level"]:
            yield f"{member}：名单 {member['scope_id']} 不在 scope.csv 中，或级别不是 {member['level']}"
            continue
        held = (tables.by_code if member["level"] == "village" else townships).get(code, [])
        for day in {member.valid_from, member.valid_to}:
            if not any(v.holds(day) for v in held):
                when = "目前" if day == date.max else str(day)
                yield f"{member}：{code} {when}不是有效的区划。请改正代码，或给该行填写止期"
    open_members = Counter(m["scope_id"] for m in tables.members if m.valid_to == date.max)
    for name, scope in tables.scopes.items():
        found = open_members[name]
        if found != int(scope["published_count"]):
            yield f"scope.csv：名单 {name} 现有 {found} 个，公布数为 {scope['published_count']} 个"
