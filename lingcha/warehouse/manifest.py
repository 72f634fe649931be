"""dbt's parsed project: read from what was kept of an earlier parse, because a new one takes 20 s.

``python -m lingcha.warehouse.manifest`` makes the parse that new homes start from.
"""

import hashlib
import re
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from lingcha.disk import disk_failure
from lingcha.errors import LingchaError
from lingcha.project import ROOT
from lingcha.warehouse.session import Invoke, dbt_session

# Made once at set-up. What was edited since is parsed again, the rest is taken from it.
TEMPLATE_PARSE = Path(sys.prefix) / "share" / "lingcha" / "dbt.msgpack"

# Errors about SQL itself. The message of any other error may quote a row, so only its kind is told.
_ABOUT_SQL = {"Parser Error", "Binder Error", "Catalog Error", "Compilation Error", "Contract Error"}
_KIND = re.compile(r"\b((?:[A-Z][A-Za-z]+ )+(?:Error|Exception))\b")


def read_manifest(invoke: Invoke, run_dir: Path, kept: Path) -> Any:
    """The manifest of the project as it is now; ``kept`` holds its parse between runs.

    A kept parse that does not fit costs a new one, never a wrong build: dbt compares files. It also notes
    where the seeds lie, so each tree of the project keeps its own. Raises E_MODELS (the project does not
    parse), E_DISK_FULL, E_DISK_READ_ONLY.
    """
    kept, template = of_this_tree(kept), of_this_tree(TEMPLATE_PARSE)
    start = next((p for p in (kept, template) if p.exists()), None)
    known = ["--partial-parse-file-path", str(start)] if start else []
    # Without the run's variables, which would make each parse a new one: models get them when they are
    # compiled.
    outcome = invoke(["parse", "--no-write-json", *known])
    if not outcome.success:
        raise disk_failure(outcome.exception, run_dir) or LingchaError(
            "E_MODELS", f"数据模型无法解析：{said(outcome.exception)}", exit_code=4
        )
    fresh = run_dir / "dbt" / "partial_parse.msgpack"
    if fresh.exists():
        kept.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft = kept.with_suffix(".draft")
        shutil.copyfile(fresh, draft)
        draft.replace(kept)
    return outcome.result


def of_this_tree(path: Path) -> Path:
    """Where the parse of this tree of the project is kept, of all that may share a home."""
    tree = hashlib.sha256(str(ROOT).encode()).hexdigest()[:8]
    return path.with_name(f"{path.stem}-{tree}{path.suffix}")


def said(error: object) -> str:
    """What may be told about an error: all of it when it is about SQL, else only its kind."""
    text = str(error)
    kinds = _KIND.findall(text)
    if any(kind in _ABOUT_SQL for kind in kinds):
        return " ".join(text.split())[:500]
    return kinds[-1] if kinds else type(error).__name__


def make_template() -> None:
    """Parses the project as it stands."""
    with tempfile.TemporaryDirectory() as scratch, dbt_session(Path(scratch), token_key="") as invoke:
        read_manifest(invoke, Path(scratch), TEMPLATE_PARSE)


if __name__ == "__main__":
    make_template()
