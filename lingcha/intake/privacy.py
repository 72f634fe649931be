"""Numbers of people (ID, telephone, bank card) in what leaves the archive: names of sheets, headers, notes.

A county names a sheet 王小明411282199001019914; that name stands in receipts, landed rows and reports.
"""

import re

from lingcha.intake.words import plain

MASK = "*"
_SHOWN = 20
_PERSONAL = re.compile(
    r"(?<![0-9])(?:"
    r"[0-9]{15,}[Xx]?"  # ID numbers, bank cards, and numbers written together
    r"|[0-9]{6}[ -]?[0-9]{8}[ -]?[0-9]{3}[0-9Xx]"
    r"|[0-9]{4}(?:[ -][0-9]{4}){3}(?:[ -]?[0-9]{1,3})?"
    r"|(?:\+?86[ -]?)?1[3-9][0-9](?:[ -]?[0-9]{4}){2}"
    r"|\(?0[0-9]{2,3}\)?[ -]?[0-9]{7,8}"
    r")(?![0-9])"
)


def masked(text: str) -> str:
    """The text, as compared, with each digit of a personal number replaced."""
    clean = plain(text)
    return _PERSONAL.sub(lambda found: re.sub("[0-9Xx]", MASK, found[0]), clean)


def shown(text: str) -> str:
    """A text above the header as a sentence may show it: no personal number, nor the name before it."""
    clean = plain(text)
    found = _PERSONAL.search(clean)
    if found:
        clean = re.sub("[\u4e00-\u9fff·]{1,4}[:( ]*$", "", clean[: found.start()]) + "……"
    return clean if len(clean) <= _SHOWN else clean[:_SHOWN] + "……"


class SheetNames:
    """Names of a workbook's sheets as they may be shown, told in workbook order; distinct ones stay so."""

    def __init__(self) -> None:
        self._told: set[str] = set()

    def tell(self, name: str) -> str:
        """The name without personal numbers; of two that look alike then, the later one gets a number."""
        first, count = masked(name), 1
        if first == plain(name):
            first = name
        told = first
        while told in self._told:
            count += 1
            told = f"{first}（{count}）"
        self._told.add(told)
        return told
