"""What a number format makes of a number, where that is more than its digits: 0.3 shown as 30 %, 12 as 00012.

A clerk answers for what the sheet shows; readers give what is stored. Where both differ, one of them is not
what was meant.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from lingcha.intake.words import squeezed, words

_DIGIT = "\0"  # a place for a digit in a mask
# "text", \x and !x show what they hold; _x and *x are room, [..] colours, conditions and locales.
_TOKEN = re.compile(r'"([^"]*)"?|[\\!](.)|[_*].|\[[^\]]*\]|(.)', re.DOTALL)
_SCALING_COMMA = re.compile(r"[0#?],+(?![0#?,])")
_DRAWN_POINT = re.compile("[0#?]\1[0#?]")
_POINT = "\1"  # a point that is only drawn: 0!.0000 shows 125000 as 12.5000
_SHOWN_AS_THEY_ARE = re.compile(r"[-+()/: ]|[^\x00-\x7f]")
_TEN_THOUSAND = "万"


@dataclass(frozen=True)
class Shown:
    """percent: what the number is multiplied with before a percent sign, 0 without one.

    scaled: more or fewer digits before the point than the number has. mask: text around places for digits,
    empty when the format shows no code. money: factor of the unit of money behind the digits, 0 without one.
    """

    percent: int = 0
    scaled: bool = False
    mask: str = ""
    money: int = 0

    def code_of(self, number: float) -> str | None:
        """The code that the mask shows: 12 by 00000 is 00012; None without a mask or for a fraction."""
        if not self.mask or number != int(number) or not 0 <= number < 10**15:
            return None
        places = self.mask.count(_DIGIT)
        digits = str(int(number)).zfill(places)
        shown = self.mask.replace(_DIGIT, digits[: len(digits) - places + 1], 1)
        for digit in digits[len(digits) - places + 1 :]:
            shown = shown.replace(_DIGIT, digit, 1)
        return shown


@lru_cache(maxsize=1024)
def shown_by(code: str) -> Shown | None:
    """What a format does to a number; None when it shows the number as it is."""
    sections = [_Section(part) for part in _sections(code)]
    first = sections[0]
    shown = Shown(
        percent=max(section.percent for section in sections),
        scaled=any(section.scaled for section in sections),
        mask=first.mask,
        money=first.money,
    )
    return shown if shown != Shown() else None


def _sections(code: str) -> list[str]:
    """The parts for positive and negative numbers, zero and text."""
    parts = [""]
    for token in _TOKEN.finditer(code):
        if token[0] == ";":
            parts.append("")
        else:
            parts[-1] += token[0]
    return parts


class _Section:
    """One part of a format, taken to pieces."""

    def __init__(self, code: str) -> None:
        signs = mask = said = ""
        for token in _TOKEN.finditer(code):
            text = token[1] if token[1] is not None else token[2] or ""
            if token[3] and _SHOWN_AS_THEY_ARE.match(token[3]):
                text = token[3]
            elif token[3]:
                signs += token[3]
                mask += _DIGIT
            said, mask = said + text, mask + text
            signs += _POINT * text.count(".")
        bare = signs.replace(_POINT, "")
        self.percent = 100 if "%" in signs else int("%" in said or "％" in said)
        self.scaled = bool(_SCALING_COMMA.search(signs) or _DRAWN_POINT.search(signs))
        is_code = bare and not bare.strip("0") and (len(bare) > 1 or said.strip())
        self.mask = mask if is_code and not self.scaled and not self.percent else ""
        unit = squeezed(said)
        # A ¥ in front is the style of a spreadsheet; 元 behind the number was written by somebody.
        units = {spelling: factor for spelling, factor in words("money_unit").items() if spelling != "¥"}
        self.money = int(units.get("万元" if unit == _TEN_THOUSAND else unit, 0))
