"""The spellings that counties use around a table, from ``seeds/reference``."""

import re
import unicodedata
from functools import cache

from lingcha.project import read_reference

# Zero-width characters and the byte order mark survive copying out of web pages and chat programs; nobody
# sees them.
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_WHITE = re.compile(r"\s+")


def plain(text: str) -> str:
    """Text as compared and stored: NFKC, nothing invisible, white space trimmed and joined."""
    clean = unicodedata.normalize("NFKC", text)
    if clean.isalnum():
        return clean
    return _WHITE.sub(" ", _INVISIBLE.sub("", clean)).strip()


def spaced(text: str) -> str:
    """Text with one kind of brackets whose blanks still part its words."""
    return plain(text).translate(_BRACKETS)


def squeezed(text: str) -> str:
    """Text without any white space and with one kind of brackets: how labels are compared."""
    return re.sub(r"\s", "", spaced(text))


_BRACKETS = str.maketrans({"[": "(", "]": ")", "【": "(", "】": ")", "〔": "(", "〕": ")", "*": "", "＊": ""})


@cache
def words(kind: str) -> dict[str, str]:
    """Spelling (as compared) to meaning for one kind of sheet word, longest spelling first."""
    rows = [r for r in read_reference("sheet_word") if r["kind"] == kind]
    return {squeezed(r["spelling"]): r["meaning"] for r in sorted(rows, key=lambda r: -len(r["spelling"]))}


@cache
def labels(code_list: str) -> tuple[str, ...]:
    """The labels of a code list, in its order."""
    return tuple(r["label_zh"] for r in read_reference("code_list") if r["code_list"] == code_list)


@cache
def spellings(code_list: str) -> dict[str, str]:
    """Every known spelling of a code list's labels, as compared, to the label as the list writes it."""
    known = {
        squeezed(r["spelling"]): r["label_zh"]
        for r in read_reference("code_alias")
        if r["code_list"] == code_list
    }
    return known | {squeezed(label): label for label in labels(code_list)}
