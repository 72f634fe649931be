"""Texts that tell a row that is no record: 小计, 合计, 其中, signatures and notes (``sheet_word.csv``)."""

import re
from functools import cache

from lingcha.intake.words import squeezed, words

# 合计：, 合计（万元）, 朱阳镇小计（12个村）: what stands behind the word says nothing about the row.
_BEHIND = re.compile(r"(?:\([^()]*\)|:)+$")


@cache
def _ends() -> tuple[str, ...]:
    return tuple(words("subtotal_end"))


def sum_kind(text: str) -> str:
    """``total``, ``subtotal`` or nothing, of a squeezed text. 小计沟村 and 合计庄村 are places."""
    bare = _BEHIND.sub("", text)
    if bare in words("total"):
        return "total"
    if bare.endswith(_ends()):
        return "subtotal"
    begins = any(bare == word or text.startswith(word + ":") for word in words("subtotal_begin"))
    return "subtotal" if begins else ""


def is_whole_sum(text: str) -> bool:
    """Whether a squeezed text is such a word and nothing else: no village is called 小计."""
    bare = _BEHIND.sub("", text)
    return bare in words("total") or bare in words("subtotal_end")


@cache
def label_pattern(labels: tuple[str, ...]) -> re.Pattern[str]:
    """Matches a squeezed text that is one of the labels or begins with it and a colon, bracket or number."""
    return re.compile(rf"(?:{_any_of(labels)})(?:$|[:(.、0-9])")


@cache
def signature_patterns(form_footer: tuple[str, ...]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What a form's own footer and what counties write below the rows: as a label, and as 制表人王小明, a
    label and a name without a colon between them.
    """
    labels = tuple({squeezed(word) for word in form_footer}.union(words("signature")) - {*words("note_word")})
    return label_pattern(labels), re.compile(rf"(?:{_any_of(labels)})[\u4e00-\u9fff·]{{2,4}}[0-9\-]*")


def _any_of(labels: tuple[str, ...]) -> str:
    return "|".join(map(re.escape, sorted(labels, key=lambda word: (-len(word), word))))
