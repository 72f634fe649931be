"""The list of defects to plant: a CSV with the columns ``defect,reporting_unit_code,count``.

defect: a rule (MI-07, DQ-04, ...) or a cell that cannot be read (Q-TEXT-IN-MONEY, ...). An empty unit
spreads the defects over the units; an empty count is one. Blank lines and lines that begin with # are left
out.
"""

import csv
from dataclasses import dataclass
from pathlib import Path

from lingcha.errors import LingchaError
from lingcha.project import read_reference
from lingcha.sample.planters import PLANTERS

_HEADER = ["defect", "reporting_unit_code", "count"]
DEMO = Path(__file__).parent / "defects_demo.csv"


@dataclass(frozen=True)
class Defect:
    """One line: ``count`` defects of one kind, in one unit or (unit "") spread over all."""

    name: str
    unit_code: str
    count: int


def read_defects(path: Path) -> list[Defect]:
    """Raises E_SAMPLE_DEFECTS with the line that is wrong and what is possible."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise LingchaError(
            "E_SAMPLE_DEFECTS", f"缺陷清单 {path.name} 读不出来，应为 UTF-8 编码的 CSV 文件。"
        ) from error
    lines = [
        (n, t) for n, t in enumerate(text.splitlines(), 1) if t.strip() and not t.lstrip().startswith("#")
    ]
    if not lines or next(csv.reader([lines[0][1]])) != _HEADER:
        raise LingchaError("E_SAMPLE_DEFECTS", f"缺陷清单 {path.name} 的第一行应为 {','.join(_HEADER)}。")
    return [_defect(path.name, number, next(csv.reader([line]))) for number, line in lines[1:]]


def _defect(file: str, line: int, cells: list[str]) -> Defect:
    where = f"缺陷清单 {file} 第 {line} 行"
    if len(cells) != len(_HEADER):
        raise LingchaError("E_SAMPLE_DEFECTS", f"{where}：应有 {len(_HEADER)} 列，实为 {len(cells)} 列。")
    name, unit, count = (c.strip() for c in cells)
    if name not in PLANTERS:
        raise LingchaError("E_SAMPLE_DEFECTS", f"{where}：没有缺陷 {name}。可用的有：{'、'.join(PLANTERS)}。")
    units = [r["reporting_unit_code"] for r in read_reference("reporting_unit")]
    if unit and unit not in units:
        raise LingchaError(
            "E_SAMPLE_DEFECTS", f"{where}：没有填报单位 {unit}。可用的有：{'、'.join(units)}。"
        )
    if count and not (count.isascii() and count.isdigit() and int(count) > 0):
        raise LingchaError("E_SAMPLE_DEFECTS", f"{where}：数量应为正整数。")
    return Defect(name, unit, int(count or 1))
