"""Files and submissions that the city would not count, each with the reason: a county must not learn that
later.
"""

import re
from collections.abc import Iterable, Sequence

from lingcha.archive.arrivals import Arrival
from lingcha.archive.noticed import Noticed
from lingcha.archive.resolve import SubmissionRecord
from lingcha.contract.forms import load_forms
from lingcha.returns.problem import Problem
from lingcha.returns.read import rejected_file

_CODED = re.compile(r"\[(E_[A-Z_]+)\] ")


def not_counted(
    arrivals: Iterable[Arrival], records: Sequence[SubmissionRecord], deadline: str
) -> list[Problem]:
    """Refused files and sheets, submissions that were not adopted, and those that another file replaced.

    A correction that waits for a confirmation is told by the warehouse; what only repeats another file loses
    nothing and is a remark (see ``repeated``).
    """
    told = [
        rejected_file(a.folder_unit, a.file_name, a.code, a.message_zh, deadline) for a in arrivals if a.code
    ]
    for record in records:
        # A submission of which a sheet was refused has no code of its own: it is told with its file.
        if record.status == "rejected" and _CODED.match(record.note_zh):
            told.append(_unadopted(record, deadline))
        elif record.status == "superseded":
            told.append(_replaced(record, records, deadline))
    return told


def repeated(arrivals: Sequence[Arrival], records: Iterable[SubmissionRecord]) -> list[Noticed]:
    """Files that bring nothing new: the same bytes, or the same rows, as another of them."""
    first = {a.sha256: a.file_name for a in reversed(arrivals) if a.state != "duplicate"}
    paths = {a.arrival_no: a.path for a in arrivals}
    same_bytes = [
        Noticed(a.path, a.file_name, "", "", f"与“{first[a.sha256]}”内容完全相同，没有另行核查")
        for a in arrivals
        if a.state == "duplicate"
    ]
    same_rows = [
        Noticed(paths[r.arrival_no], r.file_name, "", "", f"{_named(r)}：{r.note_zh.rstrip('。')}")
        for r in records
        if r.status == "unchanged"
    ]
    return [*same_bytes, *same_rows]


def _unadopted(record: SubmissionRecord, deadline: str) -> Problem:
    coded = _CODED.match(record.note_zh)
    assert coded is not None  # the caller looked
    what, found, remedy = record.note_zh[coded.end() :].partition("。请")
    return _problem(
        record,
        deadline,
        code=coded[1],
        title="报送没有采用",
        what=f"{_named(record)}：{what}。其中数据没有核查。",
        remedy=f"请{remedy}" if found else "改正后重新报送。",
        policy="全县一张表与分乡镇的表只能取其一，先到的全县表为准",
    )


def _replaced(record: SubmissionRecord, records: Iterable[SubmissionRecord], deadline: str) -> Problem:
    by = next((r.file_name for r in records if record.submission_id in r.supersedes), "")
    later = f"后面的“{by}”" if by else "后面的文件"
    return _problem(
        record,
        deadline,
        code=record.form_code,
        title="被后面的文件替换",
        what=f"{_named(record)}：{later}整表替换了它，其中数据没有核查。",
        remedy="只保留最终的一个文件；一张表分在几个文件里的，合并成一个文件后报送。",
        policy="同一张表、同一报告期，后收到的整表替换先收到的",
    )


def _named(record: SubmissionRecord) -> str:
    part = f"，{record.part}" if record.part else ""
    return f"《{load_forms()[record.form_code].title}》（{record.period_start} 至 {record.period_end}{part}）"


def _problem(
    record: SubmissionRecord, deadline: str, *, code: str, title: str, what: str, remedy: str, policy: str
) -> Problem:
    return Problem(
        unit=record.reporting_unit_code,
        kind="rejected",
        code=code,
        title=title,
        what=what,
        remedy=remedy,
        policy=policy,
        owner="填报人员",
        deadline=deadline,
        form=record.form_code,
        file_name=record.file_name,
    )
