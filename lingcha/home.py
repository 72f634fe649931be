"""The data home: one folder with everything a bureau keeps. Its layout is a contract (README.md)."""

import os
from dataclasses import dataclass
from pathlib import Path

from lingcha.errors import LingchaError


@dataclass(frozen=True)
class DataHome:
    """Paths below ``LINGCHA_HOME`` (default ``./var``)."""

    root: Path

    @property
    def inbox(self) -> Path:
        return self.root / "inbox"

    @property
    def archive(self) -> Path:
        return self.root / "archive"

    @property
    def work(self) -> Path:
        return self.root / "work"

    @property
    def warehouse(self) -> Path:
        return self.root / "warehouse"

    @property
    def releases(self) -> Path:
        return self.warehouse / "releases"

    @property
    def restricted(self) -> Path:
        return self.root / "restricted"

    @property
    def returns(self) -> Path:
        return self.root / "returns"

    @property
    def parameters(self) -> Path:
        return self.root / "parameters.csv"

    @property
    def prefect(self) -> Path:
        return self.root / "prefect"

    def channel(self, name: str) -> Path:
        """``official`` or ``provisional``: a symlink to a folder below ``releases``."""
        return self.warehouse / name


def open_home(root: Path | None = None) -> DataHome:
    """The data home, made private to its owner when it does not exist yet.

    Raises E_HOME_OPEN when other users of the machine may enter it: it holds personal data.
    """
    path = (root or Path(os.environ.get("LINGCHA_HOME", "var"))).resolve()
    home = DataHome(path)
    if not path.exists():
        path.mkdir(parents=True, mode=0o700)
    if path.stat().st_mode & 0o077:
        raise LingchaError(
            "E_HOME_OPEN",
            f"数据目录 {path} 允许其他用户进入，而其中有个人信息。请执行：chmod 700 {path}",
        )
    for folder in (home.inbox, home.archive, home.work, home.releases, home.restricted, home.returns):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return home
