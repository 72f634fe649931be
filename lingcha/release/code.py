"""Which code made a release: the commit when there is one, always a hash of what the result depends on."""

import hashlib
import subprocess
from dataclasses import asdict, dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from lingcha.project import ROOT

_TREES = ("seeds", "models", "macros", "expectations", "lingcha")
_NO_PART = {"check", "commands", "sample", "template"}  # change nothing that a release holds
_SINGLE = ("dbt_project.yml", "profiles.yml")
_KINDS = {".csv", ".yml", ".sql", ".py", ".j2", ".css"}
_ENGINES = ("duckdb", "dbt-core", "dbt-duckdb", "great-expectations", "pyarrow")


@dataclass(frozen=True)
class CodeVersion:
    """commit: None outside a git checkout. dirty: there were changes that no commit holds."""

    commit: str | None
    dirty: bool
    content_sha256: str
    engines: dict[str, str]

    @property
    def label(self) -> str:
        """One word for ``meta.release``: the commit, ``+`` when dirty, or the hash of the content."""
        if self.commit is None:
            return f"content-{self.content_sha256[:12]}"
        return self.commit[:12] + ("+" if self.dirty else "")

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


@cache
def code_version(root: Path = ROOT) -> CodeVersion:
    """The version of the project at ``root``; read once per process."""
    paths = [root / name for name in _SINGLE]
    for tree in _TREES:
        paths += [
            p
            for p in (root / tree).rglob("*")
            if p.suffix in _KINDS and p.relative_to(root).parts[1] not in _NO_PART
        ]
    digest = hashlib.sha256()
    for path in sorted(paths):
        content = hashlib.sha256(path.read_bytes()).hexdigest()
        digest.update(f"{path.relative_to(root)}\0{content}\n".encode())
    engines = {name: version(name) for name in _ENGINES}
    commit = _git(root, "rev-parse", "HEAD")
    dirty = commit is not None and bool(_git(root, "status", "--porcelain", "--", *_TREES, *_SINGLE))
    return CodeVersion(commit, dirty, digest.hexdigest(), engines)


def _git(root: Path, *arguments: str) -> str | None:
    """What git says; None when there is no git, or ``root`` is not the top of a checkout."""
    if not (root / ".git").exists():
        return None
    try:
        done = subprocess.run(
            ["git", "-C", str(root), *arguments], capture_output=True, text=True, timeout=30
        )
    except (FileNotFoundError, subprocess.TimeoutExpired):
        return None
    return done.stdout.strip() if done.returncode == 0 else None
