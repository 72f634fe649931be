"""Re-checks a release from the outside, as an auditor would: nothing is believed that can be computed
again.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from lingcha.archive.store import original_path
from lingcha.errors import LingchaError
from lingcha.home import DataHome
from lingcha.release.channels import Release, list_releases
from lingcha.release.contents import attach_read_only, count_rows, file_facts, has_same_rows, list_tables
from lingcha.release.journals import changed_journals
from lingcha.release.signatures import Signature, check_signature
from lingcha.vault import open_vault


@dataclass(frozen=True)
class Verified:
    """How much was compared, when everything agreed."""

    release_id: str
    files: int
    tables: int
    inputs: int
    signature: Signature | None = None


def verify(home: DataHome, release: Release, public_file: Path | None = None) -> Verified:
    """Compares files, tables, received workbooks and sealed tables of a release with its ``release.json``,
    and the journals with their chains.

    A signature must fit when there is one; ``public_file`` demands one by that key.
    Raises E_VERIFY with the first thing that changed, E_RELEASE_DAMAGED.
    """
    signature = check_signature(home, release, public_file)
    manifest = release.manifest
    for difference in _differences(home, release, manifest):
        raise LingchaError("E_VERIFY", f"发布 {release.release_id} 复核不符：{difference}", exit_code=4)
    inputs = {s["file_sha256"] for s in manifest["inputs"]["submissions"]}
    counts = (len(manifest["files"]), len(manifest["tables"]), len(inputs))
    return Verified(release.release_id, *counts, signature)


def _differences(home: DataHome, release: Release, manifest: dict[str, Any]) -> Iterator[str]:
    yield from _changed_files(release, manifest)
    yield from _changed_tables(release, manifest)
    yield from _changed_inputs(home, manifest)
    yield from _changed_restricted(home, release, manifest)
    yield from changed_journals(home, manifest["journals"])
    yield from _changed_chain(home, release)


def _changed_files(release: Release, manifest: dict[str, Any]) -> Iterator[str]:
    present = {str(p.relative_to(release.folder)) for p in release.folder.rglob("*") if p.is_file()}
    for name, facts in manifest["files"].items():
        if name not in present:
            yield f"文件 {name} 缺失。"
        elif file_facts(release.folder / name) != facts:
            yield f"文件 {name} 的内容与发布时不同。"
    for name in sorted(present - set(manifest["files"]) - {"release.json"}):
        yield f"文件 {name} 是发布之后添加的。"


def _changed_tables(release: Release, manifest: dict[str, Any]) -> Iterator[str]:
    try:
        with duckdb.connect() as connection:
            attach_read_only(connection, release.folder / "warehouse.duckdb", "warehouse")
            tables = {t.label: t for t in list_tables(connection, "warehouse")}
            if set(tables) != set(manifest["tables"]):
                names = sorted(set(tables) ^ set(manifest["tables"]))
                yield f"数据仓库的表与清单不一致：{'、'.join(names)}。"
                return
            for label, table in tables.items():
                rows, expected = count_rows(connection, table), manifest["tables"][label]
                parquet = release.folder / "parquet" / f"{label}.parquet"
                if file_facts(parquet)["sha256"] != expected["content_hash"]:
                    yield f"文件 {parquet.name} 的内容与清单中表 {label} 的摘要不符。"
                elif rows != expected["rows"] or not has_same_rows(connection, table, parquet):
                    yield f"表 {label} 的内容与发布时不同（现有 {rows} 行，发布时 {expected['rows']} 行）。"
            named = connection.execute("select release_id from warehouse.meta.release").fetchall()
            if named != [(release.release_id,)]:
                yield "表 meta.release 所写的不是这个发布。"
    except duckdb.Error as error:
        yield f"数据仓库无法打开或读取（{type(error).__name__}）。"


def _changed_inputs(home: DataHome, manifest: dict[str, Any]) -> Iterator[str]:
    vault = open_vault(home)
    for sha256 in sorted({s["file_sha256"] for s in manifest["inputs"]["submissions"]}):
        original = original_path(home, sha256)
        if not original.exists():
            yield f"归档中缺少作为依据的报送文件 {sha256[:16]}。"
            continue
        digest = hashlib.sha256()
        try:
            for chunk in vault.read(original):
                digest.update(chunk)
        except LingchaError:
            pass  # the digest is then that of less than the file
        if digest.hexdigest() != sha256:
            yield f"归档中的报送文件 {sha256[:16]} 已被改动。"


def _changed_restricted(home: DataHome, release: Release, manifest: dict[str, Any]) -> Iterator[str]:
    for table, facts in manifest["restricted"]["tables"].items():
        sealed = home.restricted / release.release_id / f"{table}.parquet.enc"
        if not sealed.exists():
            yield f"受限数据 {sealed.name} 缺失。"
        elif file_facts(sealed) != {k: facts[k] for k in ("bytes", "sha256")}:
            yield f"受限数据 {sealed.name} 的内容与发布时不同。"


def _changed_chain(home: DataHome, release: Release) -> Iterator[str]:
    """The chain of releases back from this one, the oldest change first; releases that were pruned are not
    missed, but end it.
    """
    present = {r.release_id: r for r in list_releases(home)}
    changed = []
    one: Release | None = release
    while one:
        before = one.manifest["previous"]
        one = present.get(before["release_id"]) if before else None
        if one and file_facts(one.folder / "release.json")["sha256"] != before["release_json_sha256"]:
            changed.append(f"先前发布 {one.release_id} 的 release.json 已被改动。")
    yield from reversed(changed)
