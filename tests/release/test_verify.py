"""Whatever is changed in a release or below it, verify names it."""

import json
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from lingcha.archive.store import original_path
from lingcha.errors import LingchaError
from lingcha.home import DataHome
from lingcha.release.channels import Release, find_release
from lingcha.release.contents import file_facts
from lingcha.release.verify import verify


def test_an_untouched_release_agrees(city: DataHome) -> None:
    release = find_release(city, "provisional")
    done = verify(city, release)
    assert done.files == len(release.manifest["files"]) and done.tables > 20 and done.inputs > 10


def _flip(path: Path) -> None:
    path.chmod(0o644)
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def _edit_table(home: DataHome, release: Release) -> None:
    """One verdict is made better, and the hashes of files are made to fit: only the table's own hash can
    tell.
    """
    warehouse, manifest = release.folder / "warehouse.duckdb", release.folder / "release.json"
    for path in (release.folder, warehouse, manifest):
        path.chmod(0o755)
    with duckdb.connect(str(warehouse)) as connection:
        connection.execute("update quality.fct_zero_error set numerator = 0, verdict = 'met'")
    content = json.loads(manifest.read_text())
    content["files"]["warehouse.duckdb"] = file_facts(warehouse)
    manifest.write_text(json.dumps(content))


def _add_file(home: DataHome, release: Release) -> None:
    release.folder.chmod(0o755)
    (release.folder / "note.txt").write_text("x")


def _remove_file(home: DataHome, release: Release) -> None:
    (release.folder / "evidence").chmod(0o755)
    (release.folder / "evidence" / "report.html").unlink()


def _original(home: DataHome, release: Release) -> Path:
    return original_path(home, release.manifest["inputs"]["submissions"][0]["file_sha256"])


def _remove_original(home: DataHome, release: Release) -> None:
    _original(home, release).parent.chmod(0o755)
    _original(home, release).unlink()


def _sealed(home: DataHome, release: Release) -> Path:
    return sorted((home.restricted / release.release_id).iterdir())[0]


def _remove_sealed(home: DataHome, release: Release) -> None:
    (home.restricted / release.release_id).chmod(0o755)
    _sealed(home, release).unlink()


@pytest.mark.parametrize(
    ("harm", "named"),
    [
        (
            lambda h, r: _flip(r.folder / "parquet" / "core.dim_submission.parquet"),
            "core.dim_submission.parquet",
        ),
        (lambda h, r: _flip(r.folder / "warehouse.duckdb"), "warehouse.duckdb"),
        (lambda h, r: _flip(r.folder / "evidence" / "report.html"), "report.html"),
        (_edit_table, "quality.fct_zero_error"),
        (_add_file, "note.txt"),
        (_remove_file, "report.html"),
        (lambda h, r: _flip(_original(h, r)), "归档中的报送文件"),
        (_remove_original, "归档中缺少"),
        (lambda h, r: _flip(_sealed(h, r)), ".parquet.enc"),
        (_remove_sealed, ".parquet.enc"),
    ],
)
def test_a_change_is_named(city: DataHome, harm: Callable[[DataHome, Release], None], named: str) -> None:
    release = find_release(city, "provisional")
    harm(city, release)
    with pytest.raises(LingchaError) as caught:
        verify(city, release)
    assert caught.value.code == "E_VERIFY" and caught.value.exit_code == 4
    assert named in caught.value.message_zh


def test_an_unreadable_manifest_is_a_sentence(city: DataHome) -> None:
    release = find_release(city, "provisional")
    (release.folder / "release.json").chmod(0o644)
    (release.folder / "release.json").write_text("{")
    with pytest.raises(LingchaError) as caught:
        verify(city, release)
    assert caught.value.code == "E_RELEASE_DAMAGED"
