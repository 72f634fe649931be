"""The city that is measured: generated once, kept in a folder, used again."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from lingcha.durable import remove_tree
from lingcha.errors import LingchaError
from lingcha.home import make_private
from lingcha.sample import write_city
from lingcha.sample.defects import Defect
from lingcha.sample.planters import PLANTERS

SEED = 1
# Planted defects, so that comparing findings compares something: every rule and every unreadable cell.
DEFECTS = tuple(Defect(name, "", 1) for name in PLANTERS)


@dataclass(frozen=True)
class City:
    """``folder``: everything of one benchmark; the workbooks lie in ``inbox``, apart from the data home."""

    folder: Path
    scale: str

    @property
    def inbox(self) -> Path:
        return self.folder / "inbox"

    @property
    def home(self) -> Path:
        return self.folder / "home"

    @property
    def truth(self) -> Path:
        return self.folder / "truth.json"

    @property
    def landing(self) -> Path:
        return self.folder / "landing"

    @property
    def script_result(self) -> Path:
        return self.folder / "script.duckdb"

    def files(self) -> list[Path]:
        """The submitted files, in a fixed order."""
        return sorted(p for p in self.inbox.glob("*/*") if p.is_file())


def prepare_city(folder: Path, scale: str) -> City:
    """The city in ``folder``, generated unless it is there.

    A city of another scale is refused rather than replaced: at full scale generating takes minutes. A newer
    generator does not replace it either; delete the folder for that.
    """
    city, marker = City(folder, scale), folder / "city.json"
    wanted = {"scale": scale, "seed": SEED, "defects": len(DEFECTS)}
    if marker.exists():
        found = json.loads(marker.read_text(encoding="utf-8"))
        if found != wanted:
            raise LingchaError("E_BENCH_CITY", f"{folder} holds another city ({found}); name another folder.")
        return city
    make_private(folder)
    remove_tree(city.inbox)
    write_city(city.inbox, scale, SEED, defects=DEFECTS)
    (city.inbox / "truth.json").rename(city.truth)
    marker.write_text(json.dumps(wanted) + "\n", encoding="utf-8")
    return city


def megabytes(files: Iterable[Path]) -> float:
    """Size on disk in 10^6 bytes."""
    return sum(f.stat().st_size for f in files) / 1e6
