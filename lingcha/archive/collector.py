"""One run of the collector: entries of the inbox become originals, readings and journal entries, in order."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from lingcha.archive.arrivals import Arrival, read_arrivals, write_arrival
from lingcha.archive.clock import in_beijing
from lingcha.archive.inbox import Found, printable
from lingcha.archive.reading import load_reading, submissions_in, verdict_on_file
from lingcha.archive.seen import Seen
from lingcha.archive.store import (
    ChangedError,
    NotRegularError,
    UnreadableError,
    copy_from_inbox,
    keep,
    keep_reading,
    open_reading,
    private_stage,
    reading_folder,
)
from lingcha.durable import remove_tree
from lingcha.home import DataHome
from lingcha.intake import Job
from lingcha.project import read_reference
from lingcha.vault import open_vault

MAX_BYTES = 1 << 30  # ten times what intake reads; anything larger would only fill the disk


# Reads the jobs in any order and gives each back when its out_dir is complete.
Reader = Callable[[list[Job]], Iterable[Job]]
Progress = Callable[[int, int, str], None]


@dataclass(frozen=True)
class _Receipt:
    """An arrival in the making; ``job`` is None when there is nothing to read."""

    found: Found
    arrival: Arrival
    job: Job | None = None


class Collector:
    """Knows the journal so far. ``changed`` names the files that changed or went while they were copied."""

    def __init__(self, home: DataHome, inbox: Path, seen: Seen, now: Callable[[], datetime]) -> None:
        self.changed: list[str] = []
        self._home, self._inbox, self._seen, self._now = home, inbox, seen, now
        self._units = {r["reporting_unit_code"]: r["name_zh"] for r in read_reference("reporting_unit")}
        journal = read_arrivals(home)
        self._last = journal[-1] if journal else None
        self._latest = {a.path: a for a in journal}
        self._known = {(a.folder_unit, a.sha256): a.path for a in reversed(journal) if a.sha256}
        self._vault = open_vault(home)
        self._stage = private_stage(home)

    def collect(self, steady: list[Found], reader: Reader, on_progress: Progress | None) -> list[Arrival]:
        """The new arrivals, journalled in the order of the entries."""
        receipts = [r for f in steady if (r := self._receipt(f))]
        finished = iter(reader([r.job for r in receipts if r.job]))
        complete: set[Path] = set()
        arrivals = []
        for number, receipt in enumerate(receipts, 1):
            while receipt.job and receipt.job.out_dir not in complete:
                complete.add(next(finished).out_dir)
            arrivals.append(self._journal(receipt))
            if on_progress:
                on_progress(number, len(receipts), receipt.arrival.file_name)
        remove_tree(self._stage)
        return arrivals

    def _receipt(self, found: Found) -> _Receipt | None:
        """Archive one entry and say what is to be done; None when it is nothing new or still changing."""
        if not found.regular:
            return self._refused(
                found, "E_NOT_A_FILE", "不是普通文件（链接、管道或设备），未打开。请放入文件本身。"
            )
        if found.identity.size > MAX_BYTES:
            return self._refused(
                found, "E_FILE_TOO_LARGE", "文件超过 1 GiB，未收取。请分乡镇拆成几个文件报送。"
            )
        try:
            copied = copy_from_inbox(self._inbox / found.path, found.identity, self._stage / "copy")
        except ChangedError:
            (self._stage / "copy").unlink(missing_ok=True)
            self.changed.append(printable(found.path))
            return None
        except NotRegularError:
            return self._refused(
                found, "E_NOT_A_FILE", "不是普通文件（链接、管道或设备），未打开。请放入文件本身。"
            )
        except UnreadableError:
            (self._stage / "copy").unlink(missing_ok=True)
            return self._refused(
                found, "E_CANNOT_OPEN", "没有读取权限或磁盘出错，未能打开。请检查文件权限后重新放入。"
            )
        keep(self._home, self._vault, copied)
        draft = self._draft(found, copied.size, copied.sha256)
        before = self._latest.get(draft.path)
        if before and before.sha256 == draft.sha256:  # touched or moved back, not sent again
            copied.path.unlink()
            self._seen.remember(found)
            return None
        receipt = self._with_job(found, draft)
        if receipt.job:
            copied.path.rename(receipt.job.path)
        else:
            copied.path.unlink()
        return receipt

    def _with_job(self, found: Found, draft: Arrival) -> _Receipt:
        """Decide from the folder and the content whether the file has to be read: from a plain copy in the
        stage, which goes when the file was journalled.
        """
        if draft.folder_unit not in self._units:
            units = "、".join(f"{code} {name}" for code, name in self._units.items())
            place = (
                f"目录“{draft.folder_unit}”不是填报单位" if draft.folder_unit else "文件直接放在收件目录下"
            )
            message = f"{place}，不知道是谁报送的。请放入以单位代码命名的子目录：{units}。"
            return self._planned(
                found, replace(draft, state="rejected", code="E_FOLDER_UNKNOWN", message_zh=message)
            )
        key = (draft.folder_unit, draft.sha256)
        if key in self._known:
            message = f"与先前收到的“{self._known[key]}”内容完全相同，没有变化。"
            return self._planned(found, replace(draft, state="duplicate", message_zh=message))
        made = self._stage / f"{draft.folder_unit}-{draft.sha256}"
        job = Job(made.with_suffix(".plain"), draft.folder_unit, made, draft.file_name)
        if reading_folder(self._home, draft.sha256, draft.folder_unit).exists():
            return self._planned(found, draft)  # read by a run that ended before it could journal
        job.out_dir.mkdir(mode=0o700)
        return self._planned(found, draft, job)

    def _refused(self, found: Found, code: str, message: str) -> _Receipt | None:
        """An entry that is not taken into the archive; journalled once."""
        draft = replace(self._draft(found, 0, ""), state="rejected", code=code, message_zh=message)
        before = self._latest.get(draft.path)
        if before and (before.sha256, before.code) == ("", code):
            self._seen.remember(found)
            return None
        return self._planned(found, draft)

    def _planned(self, found: Found, draft: Arrival, job: Job | None = None) -> _Receipt:
        self._latest[draft.path] = draft
        if draft.sha256:
            self._known.setdefault((draft.folder_unit, draft.sha256), draft.path)
        return _Receipt(found, draft, job)

    def _draft(self, found: Found, size: int, sha256: str) -> Arrival:
        path = printable(found.path)
        name = path.rpartition("/")[2]
        return Arrival(0, datetime.min, found.folder, name, path, size, sha256, "", "", "")

    def _journal(self, receipt: _Receipt) -> Arrival:
        """Complete the receipt with its reading, number and time, and write it down."""
        arrival = receipt.arrival
        if not arrival.state:
            kept = reading_folder(self._home, arrival.sha256, arrival.folder_unit)
            made = receipt.job.out_dir if receipt.job else open_reading(self._vault, kept, self._stage)
            reading = load_reading(made)
            state, code, message = verdict_on_file(reading)
            found = submissions_in(made, reading)
            arrival = replace(arrival, state=state, code=code, message_zh=message, submissions=found)
            if receipt.job:
                keep_reading(self._home, self._vault, made, arrival.sha256, arrival.folder_unit)
                receipt.job.path.unlink()
        number = self._last.arrival_no + 1 if self._last else 1
        moment = in_beijing(self._now())
        if self._last:  # a clock that was set back must not put a later file before an earlier one
            moment = max(moment, self._last.received_at)
        arrival = replace(arrival, arrival_no=number, received_at=moment)
        write_arrival(self._home, arrival, self._stage)
        self._seen.remember(receipt.found)
        self._last = arrival
        return arrival
