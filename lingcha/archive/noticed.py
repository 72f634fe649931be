"""What intake noticed about received files, sheet by sheet: which it refused, and what it only remarks on.

A sentence names columns, cells and rows, never a submitted value.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from lingcha.archive.arrivals import Arrival
from lingcha.archive.reading import load_reading
from lingcha.archive.store import reading_folder
from lingcha.home import DataHome


@dataclass(frozen=True)
class Noticed:
    """One sentence about one sheet; path: the file, relative to the inbox. code: empty for a mere remark."""

    path: str
    file_name: str
    sheet: str
    code: str
    message_zh: str


def refused_sheets(home: DataHome, arrivals: Iterable[Arrival]) -> list[Noticed]:
    """Sheets that were not taken from files that were: such a file is no refused one."""
    return [
        Noticed(a.path, a.file_name, s["sheet"], s["code"], s["message_zh"])
        for a in arrivals
        if a.state == "read" and a.code
        for s in _sheets(home, a)
        if s["state"] == "rejected"
    ]


def remarks(home: DataHome, arrivals: Iterable[Arrival]) -> list[Noticed]:
    """What was odd and yet read, or left aside: columns not read, a unit of money assumed, hidden rows,
    sheets that are no form.
    """
    return [
        Noticed(a.path, a.file_name, s["sheet"], "", text)
        for a in arrivals
        if a.state != "duplicate"  # said of the first
        for s in _sheets(home, a)
        for text in _remarks_on(s)
    ]


def _remarks_on(sheet: dict[str, Any]) -> Iterator[str]:
    from lingcha.intake.words import squeezed, words

    yield from sheet["notes"]
    # The summary sheet that our own returns carry comes back with the corrected workbook.
    ours = squeezed(sheet["sheet"]) in words("return_sheet")
    if sheet["state"] == "ignored" and sheet["code"] == "E_FORM_UNKNOWN" and not ours:
        yield f"整张工作表未读入：{sheet['message_zh']}"


def _sheets(home: DataHome, arrival: Arrival) -> list[dict[str, Any]]:
    """Sheets of a file as intake wrote them down; none when it never came so far."""
    folder = reading_folder(home, arrival.sha256, arrival.folder_unit) if arrival.sha256 else None
    if folder is None or not (folder / "reading.json").exists():
        return []
    sheets: list[dict[str, Any]] = load_reading(folder)["sheets"]
    return sheets
