"""Who opened what is personal, when and why: numbered entries, each with the hash of the one before.

``access/<00000001>.json`` in the home. An entry is written before anything is opened: whoever cannot be noted
down sees nothing.
"""

import getpass
import hashlib
import json
from pathlib import Path
from typing import Any

from lingcha.archive.clock import beijing_now
from lingcha.durable import appearing
from lingcha.errors import LingchaError
from lingcha.home import DataHome


def note_access(home: DataHome, what: str, by: str, reason: str) -> int:
    """Writes down an access; returns its number. Raises E_ACCESS_INCOMPLETE without a name or a reason.

    The account of the machine is noted beside the name that was given.
    """
    if not by.strip() or not reason.strip():
        raise LingchaError("E_ACCESS_INCOMPLETE", "查看个人信息必须写明查看人（--by）和用途（--reason）。")
    folder = home.root / "access"
    folder.mkdir(exist_ok=True, mode=0o700)
    paths = sorted(folder.glob("*.json"))
    entry = {
        "number": len(paths) + 1,
        "at": beijing_now().isoformat(timespec="seconds"),
        "by": by.strip(),
        "account": getpass.getuser(),
        "reason": reason.strip(),
        "what": what,
        "previous_sha256": sha256_of(paths[-1]) if paths else "",
    }
    path = folder / f"{len(paths) + 1:08d}.json"
    with appearing(path) as file:
        file.write(json.dumps(entry, ensure_ascii=False, indent=1).encode())
    path.chmod(0o400)
    return len(paths) + 1


def read_accesses(home: DataHome) -> list[dict[str, Any]]:
    """All entries in order."""
    return [json.loads(p.read_bytes()) for p in sorted((home.root / "access").glob("*.json"))]


def sha256_of(path: Path) -> str:
    """sha256 of a small file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()
