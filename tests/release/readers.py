"""Readers of both channels, as many office programs are: they open, ask, close, and open again."""

import json
import threading
from types import TracebackType

import duckdb

from lingcha.home import DataHome
from lingcha.release.channels import CHANNELS
from lingcha.release.contents import open_hardened

PAUSE_SECONDS = 0.15  # opening a warehouse costs 20 ms: the machine has other things to do


class Readers:
    """While the block lasts each channel is read without end by a thread of its own.

    reads: how many. failed: reads that raised. mixed: reads that saw parts of two releases, a release that
    is none of ``known``, or an older one after a newer one.
    """

    def __init__(self, home: DataHome, known: tuple[str, ...]) -> None:
        self.reads, self.failed, self.mixed = 0, list[str](), list[str]()
        self._home, self._known = home, known
        self._over = threading.Event()
        self._threads = [threading.Thread(target=self._poll, args=(c,)) for c in CHANNELS]

    def __enter__(self) -> "Readers":
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()
        for thread in self._threads:
            thread.join()

    def _poll(self, channel: str) -> None:
        before = ""
        while not self._over.wait(PAUSE_SECONDS):
            try:
                said = self._read(channel)
            except (duckdb.Error, OSError, ValueError) as error:
                self.failed.append(f"{channel}: {error}")
                continue
            finally:
                self.reads += 1
            if len(said) != 1 or said - set(self._known) or max(said) < before:
                self.mixed.append(f"{channel}: {sorted(said)} after {before}")
            before = max(said)

    def _read(self, channel: str) -> set[str]:
        """The releases of which one look at the channel told: its folder, its manifest, two of its tables."""
        folder = self._home.channel(channel).resolve(strict=True)
        manifest = json.loads((folder / "release.json").read_bytes())
        with open_hardened(folder / "warehouse.duckdb") as connection:
            told = connection.execute(
                "select release_id from meta.release union"
                " select last_seen_release from quality.fct_finding where detected"
            ).fetchall()
        return {folder.name, manifest["release_id"], *(release_id for (release_id,) in told)}
