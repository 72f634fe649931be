"""Honest files changed at random, but along their structure: container, markup, cells. A seed gives the file.

``python -m tests.hostile.mutate LEVEL SEED FILE`` writes the file of one seed, to look at it.
"""

import io
import lzma
import random
import re
import sys
import zipfile
import zlib
from pathlib import Path
from typing import Any

from tests.intake.making import HEADER, payment, payments, workbook

_BROKEN = (zlib.error, lzma.LZMAError)
LEVELS = ("container", "markup", "cells")
_TAG = re.compile(rb"<[^<>]+>")
_ELEMENT = re.compile(rb"<(row|c|si|sheetData)\b[^>]*>.*?</\1>", re.S)
_VALUE = re.compile(rb"<[vt]>([^<]+)</[vt]>")
_NUMBER = re.compile(rb"[0-9]+")
_PARTS = ("xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml", "xl/styles.xml")


def honest(dice: random.Random) -> bytes:
    """A small workbook with one or two sheets, a 合计 row, a footer and a merged area."""
    rows = [payment(n, amount=dice.randrange(1, 10_000) / 100) for n in range(1, dice.randrange(3, 12))]
    total = ["合计", *[""] * 6, round(sum(r[7] for r in rows), 2)]
    sheets = {"拨付": [*payments(*rows), total, ["填报人："]]}
    if dice.random() < 0.5:
        sheets["续"] = [HEADER, payment(90), payment(91)]
    return workbook(sheets, merges={"拨付": [(3, 1, 4, 1)]})


def mutated(level: str, seed: int) -> bytes:
    """The file of this seed at this level."""
    dice = random.Random(f"{level}{seed}")
    if level == "cells":
        return _cells(dice)
    content = honest(dice)
    for _ in range(dice.randrange(1, 4)):
        content = _container(content, dice) if level == "container" else _markup(content, dice)
    return content


def lists_the_same_sheets(level: str, seed: int, content: bytes) -> bool:
    """Whether the file of this seed still names its sheets as it did before its markup was changed."""
    if level != "markup":
        return True
    before = honest(random.Random(f"{level}{seed}"))
    one, other = (zipfile.ZipFile(io.BytesIO(book)).read("xl/workbook.xml") for book in (before, content))
    return one == other


def _container(content: bytes, dice: random.Random) -> bytes:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = [(name, archive.read(name)) for name in archive.namelist()]
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, EOFError, OSError, *_BROKEN):
        return content
    how = dice.choice(
        ["drop", "double", "swap", "rename", "order", "store", "bytes", "directory", "cut", "add"]
    )
    which = dice.randrange(len(parts))
    if how in ("bytes", "directory", "cut"):
        broken = bytearray(content)
        start = (
            content.rfind(b"PK\x01\x02", 0, len(content) // 2)
            if how == "bytes"
            else content.find(b"PK\x01\x02")
        )
        for _ in range(dice.randrange(1, 6)):
            broken[dice.randrange(max(start, 0), len(broken))] = dice.randrange(256)
        return bytes(broken[: dice.randrange(1, len(broken))] if how == "cut" else broken)
    if how == "drop":
        del parts[which]
    elif how == "double":
        parts.append(parts[which])
    elif how == "swap":
        other = dice.randrange(len(parts))
        parts[which], parts[other] = (parts[which][0], parts[other][1]), (parts[other][0], parts[which][1])
    elif how == "rename":
        parts[which] = (
            dice.choice(["x/y", "XL/WORKBOOK.xml", "xl\\workbook.xml", "../a", " "]),
            parts[which][1],
        )
    elif how == "order":
        dice.shuffle(parts)
    elif how == "add":
        parts.append((f"xl/extra{dice.randrange(9)}.xml", dice.randbytes(50)))
    method = dice.choice([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as out:
        for name, data in parts:
            out.writestr(name, data)
    return target.getvalue()


def _markup(content: bytes, dice: random.Random) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = dice.choice([p for p in _PARTS if _TAG.search(parts.get(p, b""))])  # a cut may leave no tag
    xml = parts[name]
    tags = list(_TAG.finditer(xml))
    one, other = dice.choice(tags), dice.choice(tags)
    how = dice.choice(
        [
            "drop",
            "double",
            "swap",
            "number",
            "noise",
            "attribute",
            "prefix",
            "cut",
            "nest",
            "text",
            "again",
            "within",
        ]
    )
    if how == "drop":
        xml = xml[: one.start()] + xml[one.end() :]
    elif how == "double":
        xml = xml[: one.end()] + one[0] + xml[one.end() :]
    elif how == "swap":
        xml = xml.replace(one[0], b"\0\0", 1).replace(other[0], one[0], 1).replace(b"\0\0", other[0], 1)
    elif how == "number":
        found = dice.choice(list(_NUMBER.finditer(xml)))
        value = dice.choice(["0", "-1", "1048576", "99999999999999999999", "1e9", "nan", "1.5", "7", "16384"])
        xml = xml[: found.start()] + value.encode() + xml[found.end() :]
    elif how == "noise":
        at = dice.randrange(len(xml))
        xml = xml[:at] + dice.randbytes(dice.randrange(1, 9)) + xml[at:]
    elif how == "attribute":
        more = dice.choice(
            [b' t="s"', b' t="e"', b' t="b"', b' r="ZZ9"', b' s="99"', b' hidden="1"', b' xml:space="x"']
        )
        xml = xml[: one.end() - 1].rstrip(b"/") + more + xml[one.end() - 1 - one[0].endswith(b"/>") :]
    elif how == "prefix":
        xml = xml.replace(b"<c ", b"<x:c ").replace(b"</c>", b"</x:c>")
    elif how == "cut":
        xml = xml[: dice.randrange(1, len(xml))]
    elif how == "again" and (whole := list(_ELEMENT.finditer(xml))):
        twice = dice.choice(whole)
        xml = xml[: twice.end()] + twice[0] + xml[twice.end() :]
    elif how == "within" and (values := list(_VALUE.finditer(xml))):
        at = dice.randrange(*dice.choice(values).span(1))
        xml = xml[:at] + dice.choice([b"<!-- 7 -->", b"<![CDATA[7]]>", b"<?a 7?>"]) + xml[at:]
    elif how == "nest":
        xml = xml[: one.end()] + b"<row><c><v>" * 50 + b"</v></c></row>" * 50 + xml[one.end() :]
    else:
        xml = (
            xml[: one.end()]
            + dice.choice([b"&lt;", b"&#0;", b"&#x10FFFF;", b"&undefined;", b"<![CDATA[x]]>"])
            + xml[one.end() :]
        )
    parts[name] = xml
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out:
        for part, data in parts.items():
            out.writestr(part, data)
    return target.getvalue()


_VALUES: list[Any] = [
    "", " ", "—", "合计", "小计", "填报人：", "注：", 0, -1, 1e300, 1e-300, 4.11224194304281e17, True, "=1+1",
    ("=1/0", "#DIV/0!"), ("=A1", ""), "甲\x01乙", "\u202e反", "🀄", "字" * 5000, "1_000", "nan", "１２",
    "0x10", "2022-02-30", "12.345678901234567890", "' OR 1=1", "{cell}", "</c>", "\u2028", "序号",
    "拨付金额", 1e14,
]  # fmt: skip


def _cells(dice: random.Random) -> bytes:
    rows = payments(*(payment(n) for n in range(1, dice.randrange(2, 14))))
    rows += [["合计", *[""] * 6, 10.5], ["填报人：", "审核人："]][: dice.randrange(3)]
    merges: list[tuple[int, int, int, int]] = []
    for _ in range(dice.randrange(1, 10)):
        r = dice.randrange(len(rows))
        how = dice.choice(
            ["cell", "cell", "cell", "drop", "double", "blank", "shift", "shuffle", "merge", "column"]
        )
        if how == "cell" and rows[r]:
            rows[r][dice.randrange(len(rows[r]))] = dice.choice(_VALUES)
        elif how == "drop" and len(rows) > 2:
            del rows[r]
        elif how == "double":
            rows.insert(r, list(rows[r]))
        elif how == "blank":
            rows.insert(r, [])
        elif how == "shift":
            rows[r] = ["", *rows[r]]
        elif how == "shuffle":
            dice.shuffle(rows[r])
        elif how == "merge":
            merges = [(r, 0, r + dice.randrange(1, 4), dice.randrange(3))]
        elif how == "column":
            c = dice.randrange(9)
            rows = [[*row[:c], dice.choice(_VALUES), *row[c:]] for row in rows]
    merges = [m for m in merges if m[0] < len(rows) and rows[m[0]]]
    return workbook({"拨付": rows}, merges={"拨付": merges})


if __name__ == "__main__":
    Path(sys.argv[3]).write_bytes(mutated(sys.argv[1], int(sys.argv[2])))
