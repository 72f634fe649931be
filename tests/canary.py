"""Looks for personal values in every file below a folder, also inside of what packs or encodes them.

The canaries are the values themselves: what the personal columns of the submitted ledgers hold. Sealed files
are noise to this scanner as to anybody without the key.
"""

import hashlib
import io
import re
import sqlite3
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from lingcha.archive.resolve import resolve
from lingcha.contract.forms import load_forms
from lingcha.home import DataHome
from lingcha.vault import open_vault

_NUMBERS = re.compile(r"[0-9]{9,}[Xx]?")
_HAN = re.compile("[\u3400-\u9fff\U00020000-\U0002ffff]{2,}")
_HEX = re.compile(r"[0-9a-fA-F]{12,}")
_TEXT_ENCODINGS = ("utf-8", "utf-16-le", "gb18030")
# Personal texts that name a person; others (health, reasons) are made of words that stand everywhere.
PEOPLE = {
    *("accountant", "approver", "contact_name", "grid_chief", "grid_member", "head_name", "helper_name"),
    *("lead_name", "maintainer_person", "owner_name", "person_name", "responsible_person", "screener"),
}
_NAME = range(3, 5)  # names of two characters are words as well


@dataclass
class Canaries:
    """Numbers (ID, phone, account), names, and unkeyed hashes of ID numbers, each to its number."""

    numbers: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)
    hashes: dict[str, str] = field(default_factory=dict)

    def add_id(self, number: str) -> None:
        """An ID number and everything that an attacker who tries all ID numbers would recognise it by."""
        self.numbers.add(number)
        for digest in unkeyed(number):
            self.hashes[digest[:12]] = number

    def found_in(self, text: str) -> set[str]:
        """Kinds and values found in a text."""
        found = {f"number {n}" for n in self._numbers_in(text)}
        if self.names:
            found |= {f"name {n}" for n in self._names_in(text)}
        if self.hashes:
            found |= {
                f"hash of {self.hashes[h.lower()[:12]]}"
                for h in _HEX.findall(text)
                if h.lower()[:12] in self.hashes
            }
        return found

    def _numbers_in(self, text: str) -> Iterator[str]:
        for run in _NUMBERS.findall(text):
            if run in self.numbers or run.upper() in self.numbers:
                yield run
            elif len(run) > 11:  # run together with other digits
                for length in (11, 18, 19):
                    yield from (
                        run[i : i + length]
                        for i in range(len(run) - length + 1)
                        if run[i : i + length].upper() in self.numbers
                    )

    def _names_in(self, text: str) -> Iterator[str]:
        for run in _HAN.findall(text):
            for length in _NAME:
                for i in range(len(run) - length + 1):
                    if run[i : i + length] in self.names:
                        yield run[i : i + length]


def unkeyed(number: str) -> Iterator[str]:
    """Hex digests of an ID number without a secret: every common function, spelling, and guessable key."""
    for text in {
        number,
        number.lower(),
        f"person|{number}",
        f"id_no|{number}",
        f"{number}\n",
        f"person:{number}",
    }:
        data = text.encode()
        for name in ("md5", "sha1", "sha224", "sha256", "sha384", "sha512", "sha3_256", "blake2b", "blake2s"):
            yield hashlib.new(name, data).hexdigest()
        for key in (b"", b"lingcha", b"key", b"secret", b"0" * 32, b"\0" * 32):
            yield hashlib.blake2b(data, key=key, digest_size=32).hexdigest()
            yield _hmac(key, data)


def _hmac(key: bytes, data: bytes) -> str:
    block = key.ljust(64, b"\0")
    inner = hashlib.sha256(bytes(b ^ 0x36 for b in block) + data).digest()
    return hashlib.sha256(bytes(b ^ 0x5C for b in block) + inner).hexdigest()


def canaries_of(home: DataHome, unit: str = "") -> Canaries:
    """The personal values of everything submitted (by one unit); names that also stand in public columns are
    left out.
    """
    found, public = Canaries(), set()
    vault = open_vault(home)
    for record in resolve(home):
        if record.status == "rejected" or unit not in ("", record.reporting_unit_code):
            continue
        table = pq.read_table(io.BytesIO(vault.read_bytes(record.rows_path)))
        for column in load_forms()[record.form_code].columns:
            if not pa.types.is_string(table.schema.field(column.name).type):
                continue
            values = {v for v in table.column(column.name).unique().to_pylist() if v}
            if not column.personal:
                public |= values
            elif column.type == "id_no":
                for value in values:
                    found.add_id(value)
            else:
                found.numbers |= {v for v in values if _NUMBERS.fullmatch(v)}
                if column.type == "text" and column.name in PEOPLE:
                    found.names |= {v for v in values if _HAN.fullmatch(v) and len(v) in _NAME}
    found.names -= public
    return found


def scan(root: Path, canaries: Canaries, skip: tuple[str, ...] = ()) -> dict[str, set[str]]:
    """File (relative) to what was found in it. skip: first parts of paths that may hold personal values."""
    found: dict[str, set[str]] = {}
    for path in sorted(p for p in root.rglob("*") if p.is_file() and not p.is_symlink()):
        name = path.relative_to(root).as_posix()
        if name.startswith(skip):
            continue
        hits = canaries.found_in(name)
        for text in texts_of(path):
            hits |= canaries.found_in(text)
        if hits:
            found[name] = hits
    return found


def texts_of(path: Path) -> Iterator[str]:
    """Everything in a file that can be read as text, whatever it is packed in."""
    head = path.open("rb").read(32)
    if head[8:12] == b"DUCK":
        yield from _duckdb_texts(path)
    elif head.startswith(b"SQLite format 3"):
        yield from _sqlite_texts(path)
    yield from _texts(path.read_bytes())


def _texts(content: bytes, depth: int = 0) -> Iterator[str]:
    for encoding in _TEXT_ENCODINGS:
        yield content.decode(encoding, "ignore")
    yield from _escaped(content)
    if content.startswith(b"PAR1"):
        table = pq.read_table(io.BytesIO(content))
        for column in table.columns:
            if pa.types.is_string(column.type) or pa.types.is_large_string(column.type):
                yield "\n".join(v for v in column.unique().to_pylist() if v)
    elif content.startswith(b"PK\x03\x04") and depth < 3:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for name in archive.namelist():
                yield from _texts(archive.read(name), depth + 1)
    elif content.startswith(b"\x1f\x8b") and depth < 3:
        yield from _texts(zlib.decompress(content, 47), depth + 1)


def _escaped(content: bytes) -> Iterator[str]:
    r"""Texts written as \uXXXX (JSON) or &#NNNN; (XML)."""
    if b"\\u" in content:
        yield re.sub(r"\\u([0-9a-fA-F]{4})", lambda m: chr(int(m[1], 16)), content.decode("latin-1"))
    if b"&#" in content:
        yield re.sub(
            r"&#([0-9]{2,7});", lambda m: chr(min(int(m[1]), 0x10FFFF)), content.decode("utf-8", "ignore")
        )


def _duckdb_texts(path: Path) -> Iterator[str]:
    """All texts of all tables: blocks of the file are packed."""
    with duckdb.connect(str(path), read_only=True) as connection:
        columns = connection.execute(
            "select schema_name, table_name, column_name from duckdb_columns()"
            " where not internal and data_type like 'VARCHAR%'"
        ).fetchall()
        for schema, table, column in columns:
            query = f'select distinct "{column}" from "{schema}"."{table}" where "{column}" is not null'
            yield "\n".join(value for (value,) in connection.execute(query).fetchall())
        comments = "select comment from duckdb_columns() where comment is not null"
        yield "\n".join(value for (value,) in connection.execute(comments).fetchall())


def _sqlite_texts(path: Path) -> Iterator[str]:
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        for (table,) in connection.execute("select name from sqlite_master where type = 'table'").fetchall():
            for row in connection.execute(f'select * from "{table}"'):
                yield "\n".join(
                    v.decode("utf-8", "ignore") if isinstance(v, bytes) else str(v)
                    for v in row
                    if v is not None
                )
