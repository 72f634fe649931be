"""The data home: one folder with everything a bureau keeps. Its layout is a contract (README.md)."""

import os
import stat
from dataclasses import dataclass
from pathlib import Path

from lingcha.errors import LingchaError

_READABLE = 0o755


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

    Nobody else can enter it. Of what is in it only ``warehouse`` with its releases may be read by others: it
    holds nothing personal, and whoever is to read it is given that folder alone (docs/bi.md).
    Raises E_HOME_OPEN when other users of the machine may enter the home: it holds personal data.
    """
    path = (root or Path(os.environ.get("LINGCHA_HOME", "var"))).resolve()
    home = DataHome(path)
    make_private(path)
    if path.stat().st_mode & 0o077:
        raise LingchaError(
            "E_HOME_OPEN",
            f"数据目录 {path} 允许其他用户进入，而其中有个人信息。请执行：chmod 700 {path}",
        )
    for folder in (home.inbox, home.archive, home.work, home.releases, home.restricted, home.returns):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    for folder in (home.warehouse, home.releases):
        # Whatever the umask took away, and also in homes in which nobody else could read the releases. Only
        # when it is needed: a home on a read-only disk can still be looked at.
        if stat.S_IMODE(folder.stat().st_mode) != _READABLE:
            folder.chmod(_READABLE)
    return home


def make_private(folder: Path) -> None:
    """Makes a folder, and what is missing above it, for its owner alone. What is there stays as it is.

    Also what is above: below ``var``, the default home, the demonstration and the benchmark have theirs.
    """
    for each in (*reversed(folder.parents), folder):
        if not each.exists():
            each.mkdir(exist_ok=True, mode=0o700)
