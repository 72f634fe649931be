"""A county's own files go through the city's own intake, landing and rules, in a private home.

The home is gone afterwards. Nothing outside it is read or written, except the files themselves and, when
asked for, the marked workbooks. No key is needed: home and tokens have keys of their own that nobody knows.
"""

import base64
import os
import secrets
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from lingcha.archive.arrivals import Arrival
from lingcha.archive.noticed import Noticed, remarks
from lingcha.archive.reading import load_reading
from lingcha.archive.receive import receive
from lingcha.archive.resolve import resolve
from lingcha.archive.store import reading_folder
from lingcha.check.standing import not_counted, repeated
from lingcha.check.verdict import OwnVerdict, read_verdict
from lingcha.errors import LingchaError
from lingcha.home import DataHome, open_home
from lingcha.landing.land import land
from lingcha.project import read_reference
from lingcha.release.code import code_version
from lingcha.returns.problem import Problem, in_order
from lingcha.returns.read import ReleaseProblems
from lingcha.returns.write import write_problems
from lingcha.warehouse.build import BuildSettings, build_candidate

BEFORE_SUBMITTING = "报送前"


@dataclass(frozen=True)
class CheckResult:
    """What was found in the files of one unit, and what could not be looked at.

    addresses: cells of each problem, in the order of ``problems``. verdict: None when no file could be read.
    written: marked workbooks. remarks: what was read with a doubt or left aside; they are no problems.
    """

    unit: str
    unit_name: str
    as_of: date | None
    problems: tuple[Problem, ...]
    addresses: tuple[tuple[str, ...], ...]
    verdict: OwnVerdict | None
    written: tuple[Path, ...]
    remarks: tuple[Noticed, ...] = ()

    @property
    def found(self) -> bool:
        """Whether the city would send anything back."""
        return bool(self.problems or (self.verdict and self.verdict.disagreements))


def check_files(
    files: Sequence[Path],
    unit: str | None = None,
    as_of: date | None = None,
    parameters: Path | None = None,
    out: Path | None = None,
) -> CheckResult:
    """Judges the files of one reporting unit as the city would, with nothing else at hand.

    unit: default what the files say. as_of: default the latest end of a period in them. parameters: what the
    bureau confirmed (parameters.csv). out: folder for the marked workbooks.
    Raises E_CHECK_UNITS (files of several units), E_UNIT_UNKNOWN, E_OUT_FOLDER.
    """
    names = {r["reporting_unit_code"]: r["name_zh"] for r in read_reference("reporting_unit")}
    if unit is not None and unit not in names:
        known = "、".join(f"{code} {name}" for code, name in names.items())
        raise LingchaError("E_UNIT_UNKNOWN", f"没有填报单位 {unit}。现有单位：{known}。")
    if out is not None and not out.is_dir():
        raise LingchaError("E_OUT_FOLDER", f"目录 {out} 不存在，请先建立。")
    with tempfile.TemporaryDirectory(prefix="lingcha-check-") as folder, _key_of_its_own():
        guess = unit or _guess(files, names)
        home, arrivals = _receive(Path(folder) / "first", files, guess, parameters)
        if unit is None:
            said = _units_said(home, arrivals)
            if len(said) > 1:
                told = "、".join(names[code] for code in sorted(said))
                raise LingchaError(
                    "E_CHECK_UNITS", f"这些文件属于几个填报单位（{told}）。请一次只检查一个单位的文件。"
                )
            if said and guess not in said:
                (guess,) = said
                home, arrivals = _receive(Path(folder) / "second", files, guess, parameters)
        return _judge(home, arrivals, guess, names[guess], as_of, out)


@contextmanager
def _key_of_its_own() -> Iterator[None]:
    """The private home is sealed with a key that ends with it: a county has none, the city's stays away."""
    before = os.environ.get("LINGCHA_KEY")
    os.environ["LINGCHA_KEY"] = base64.b64encode(secrets.token_bytes(32)).decode("ascii")
    try:
        yield
    finally:
        del os.environ["LINGCHA_KEY"]
        if before is not None:
            os.environ["LINGCHA_KEY"] = before


def _guess(files: Iterable[Path], names: dict[str, str]) -> str:
    """The unit that a file's folder or name speaks of; a wrong guess costs a second reading, no more."""
    for file in files:
        for code, name in names.items():
            if file.resolve().parent.name == code or name in file.name:
                return code
    return next(iter(names))


def _receive(
    root: Path, files: Sequence[Path], unit: str, parameters: Path | None
) -> tuple[DataHome, tuple[Arrival, ...]]:
    home = open_home(root)
    for number, file in enumerate(files):
        # A folder for each: two files may have one name.
        target = home.inbox / unit / f"{number:04d}" / file.name
        target.parent.mkdir(parents=True)
        shutil.copyfile(file, target)
    if parameters is not None:
        shutil.copyfile(parameters, home.parameters)
    return home, receive(home, home.inbox, settle_seconds=0.0).arrivals


def _units_said(home: DataHome, arrivals: Iterable[Arrival]) -> set[str]:
    """The units that the sheets themselves name."""
    said = set()
    for arrival in arrivals:
        folder = reading_folder(home, arrival.sha256, arrival.folder_unit) if arrival.sha256 else None
        if folder is not None and (folder / "reading.json").exists():
            said |= {s["unit"] for s in load_reading(folder)["sheets"] if s["unit"]}
    return said


def _judge(
    home: DataHome, arrivals: Sequence[Arrival], unit: str, name: str, as_of: date | None, out: Path | None
) -> CheckResult:
    records = resolve(home)
    uncounted = not_counted(arrivals, records, BEFORE_SUBMITTING)
    noticed = (*remarks(home, arrivals), *repeated(arrivals, records))
    ends = [r.period_end for r in records if r.status == "in_force"]
    if not ends:
        return CheckResult(unit, name, as_of, tuple(uncounted), ((),) * len(uncounted), None, (), noticed)
    day = as_of or max(ends)
    known_at = max(a.received_at for a in arrivals)
    landing = land(home, day, known_at, home.work / "landing")
    settings = BuildSettings(
        day, known_at, f"{day}-r000", code_version().label, secrets.token_hex(32), home.work / "dbt.msgpack"
    )
    warehouse = build_candidate(landing.target, home.work / "run", settings).warehouse
    told = ReleaseProblems(warehouse, home.parameters)
    # A form that was not given is not missing: it was not checked. What is refused is known here without
    # regard to when it came and under which name.
    told.problems = uncounted + [
        replace(p, deadline=BEFORE_SUBMITTING, after="")
        for p in told.problems
        if p.unit == unit and p.kind not in ("missing", "rejected")
    ]
    told.deadlines, told.changes = dict.fromkeys(told.units, BEFORE_SUBMITTING), {}
    written = _hand_over(write_problems(home, told), out) if out else ()
    problems = tuple(in_order(told.problems))
    addresses = tuple(_addresses(home, p) for p in problems)
    verdict = read_verdict(warehouse, unit)
    return CheckResult(unit, name, day, problems, addresses, verdict, written, noticed)


def _addresses(home: DataHome, problem: Problem) -> tuple[str, ...]:
    """The cells of a problem as Excel names them; a problem of whole columns or files has none."""
    if problem.cell:
        return (problem.cell,)
    if problem.row_no is None or not problem.file_sha256:
        return ()
    sheets = load_reading(reading_folder(home, problem.file_sha256, problem.unit))["sheets"]
    columns = next(s["columns"] for s in sheets if s["sheet"] == problem.sheet)
    return tuple(f"{columns[name]}{problem.row_no}" for name in problem.fields if name in columns)


def _hand_over(written: Iterable[Path], out: Path) -> tuple[Path, ...]:
    return tuple(Path(shutil.copyfile(path, out / path.name)) for path in written)
