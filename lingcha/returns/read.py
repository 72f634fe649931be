"""The problems of every unit, read from a built warehouse, with the texts of the rule reference."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import duckdb

from lingcha.contract.forms import load_forms
from lingcha.contract.override import load_parameters
from lingcha.contract.parameters import value_on
from lingcha.project import read_reference
from lingcha.returns.problem import Problem
from lingcha.returns.suspect import AFTER, answer_of, overdue_zh, verify_by

_COUNTY = "县级乡村振兴局"
_FILLER = "填报人员"
_FILL = "补填；确为零的填 0，不用横线代替。"
_SPELL = "改为代码表中的规范名称，见空白表样的填表说明。"


class ReleaseProblems:
    """What one release tells the units: their names and the days to solve problems by, by code, and the
    problems.
    """

    def __init__(self, warehouse: Path, parameters: Path) -> None:
        with duckdb.connect(str(warehouse), read_only=True) as connection:
            self._connection = connection
            release = self._rows("select * from meta.release")[0]
            self.release_id: str = release["release_id"]
            self.as_of: date = release["as_of"]
            units = self._rows(
                "select reporting_unit_code, name_zh from core.dim_reporting_unit order by display_order"
            )
            self.units: dict[str, str] = {u["reporting_unit_code"]: u["name_zh"] for u in units}
            self.deadlines = self._deadlines(parameters, release["as_known_at"].date())
            self._rules = {r["rule_id"]: r for r in read_reference("rule")}
            everything = [
                *map(self._missing, self._rows(_MISSING)),
                *map(self._rejected, self._rows(_REJECTED, self.as_of.replace(day=1))),
                *map(self._waiting, self._rows(_WAITING)),
                *map(self._unread, self._rows(_UNREAD)),
                *map(self._gap, self._rows(_GAPS)),
                *map(self._exemption, self._rows(_EXEMPTIONS)),
                *map(self._finding, self._rows(_FINDINGS)),
            ]
            self.changes = {r["reporting_unit_code"]: r for r in self._rows(_CHANGES)}
        # A finding of the city as a whole, or a file in no unit's folder, has nobody to go back to.
        self.problems = [p for p in everything if p.unit in self.units]

    def _rows(self, sql: str, *values: Any) -> list[dict[str, Any]]:
        cursor = self._connection.execute(sql, list(values))
        names = [d[0] for d in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    def _deadlines(self, parameters: Path, known: date) -> dict[str, str]:
        """The last day for each unit: ``return_days`` may differ from unit to unit."""
        given = load_parameters(parameters)
        days = {unit: int(value_on(given, "return_days", self.as_of, unit)) for unit in self.units}
        return {unit: str(known + timedelta(days=days[unit])) for unit in self.units}

    def _deadline(self, unit: str) -> str:
        return self.deadlines.get(unit, "")  # nobody's: such problems go back to nobody

    def _missing(self, row: dict[str, Any]) -> Problem:
        title = load_forms()[row["form_code"]].title
        period = f"{row['period_start']} 至 {row['period_end']}" if row["period_end"] else "本期"
        if row["missing_townships"]:
            period += f"，缺乡镇：{row['missing_townships']}"
        return Problem(
            unit=row["reporting_unit_code"],
            kind="missing",
            code=row["form_code"],
            title=title,
            what=f"没有收到《{title}》（{period}）。",
            remedy=f"填报《{title}》，放入本单位的报送目录。确无数据的，报送只有表头和签章的空表。",
            policy=f"报送日历：应于 {row['due_date'] or '规定日期'} 前报送",
            owner=_COUNTY,
            deadline=self._deadline(row["reporting_unit_code"]),
            form=row["form_code"],
        )

    def _rejected(self, row: dict[str, Any]) -> Problem:
        return rejected_file(
            row["folder_unit"],
            row["file_name"],
            row["code"],
            row["message_zh"],
            self._deadline(row["folder_unit"]),
        )

    def _waiting(self, row: dict[str, Any]) -> Problem:
        return Problem(
            unit=row["reporting_unit_code"],
            kind="waiting",
            code=row["form_code"],
            title="更正行数大幅减少",
            what=row["note_zh"] or "更正后的行数比原报送少得多，尚未替换原报送。",
            remedy="确属删减的，书面说明原因，由市局确认；误删的，补齐后重新报送。",
            policy="更正整表替换原报送；行数大幅减少须经确认",
            owner=_COUNTY,
            deadline=self._deadline(row["reporting_unit_code"]),
            form=row["form_code"],
            file_name=row["file_name"],
        )

    def _unread(self, row: dict[str, Any]) -> Problem:
        what, remedy = _split(row["message_zh"])
        return Problem(
            unit=row["reporting_unit_code"],
            kind="unread",
            code=row["code"],
            title="单元格读不出",
            what=what,
            remedy=remedy,
            policy=f"《{load_forms()[row['form_code']].title}》表样对本列的规定",
            owner=_FILLER,
            deadline=self._deadline(row["reporting_unit_code"]),
            form=row["form_code"],
            fields=(row["column_name"],),
            cell=row["cell"] or "",
            **_place(row),
        )

    def _gap(self, row: dict[str, Any]) -> Problem:
        form = load_forms()[row["form_code"]]
        blank = row["check_id"] == "required_filled"
        label = form.column(row["column_name"]).label
        wrong = "必填而空白" if blank else "不在代码表内"
        return Problem(
            unit=row["reporting_unit_code"],
            kind="gap",
            code=row["form_code"],
            title="必填项空白" if blank else "取值不在代码表内",
            what=f"“{label}”{wrong}。",
            remedy=_FILL if blank else _SPELL,
            policy=f"《{form.title}》表样对本列的规定",
            owner=_FILLER,
            deadline=self._deadline(row["reporting_unit_code"]),
            form=row["form_code"],
            fields=(row["column_name"],),
            **_place(row),
        )

    def _exemption(self, row: dict[str, Any]) -> Problem:
        what, remedy, column = _UNSOUND[row["state"]]
        return Problem(
            unit=row["reporting_unit_code"],
            kind="exemption",
            code="HM01",
            title="豁免不成立",
            what=f"规则 {row['rule_id'] or '（空白）'} 的豁免不起作用：{what}。",
            remedy=remedy,
            policy="豁免由县级申请、市级批准，批准人不得是申请单位，必须写明有效期",
            owner=_COUNTY,
            deadline=self._deadline(row["reporting_unit_code"]),
            form="HM01",
            fields=(column,),
            record_key=row["exempt_record_key"] or "",
            **_place(row),
        )

    def _finding(self, row: dict[str, Any]) -> Problem:
        rule = self._rules[row["rule_id"]]
        own = f"{row['form_code']}."
        # The fields that contradict each other; when all of them are on other forms, what led there.
        cells = _of_form(own, row["fields"] or "") or _of_form(own, rule["fields"])
        cells = cells or load_forms()[row["form_code"]].key
        to_verify = row["severity"] == "suspect" and not row["counted"]
        # One that is overdue may still be answered; one that was found true must be put right.
        answerable = row["severity"] == "suspect" and row["status"] != "verified_true"
        return Problem(
            unit=row["reporting_unit_code"],
            kind="suspect" if to_verify else "finding",
            code=row["rule_id"],
            title=rule["name_zh"],
            what=row["message_zh"] + overdue_zh(row),
            remedy=rule["remedy_zh"] + (answer_of(rule["target"]) if answerable else ""),
            policy=rule["basis_zh"],
            owner=rule["owner_zh"],
            deadline=(verify_by(row) if to_verify else "") or self._deadline(row["reporting_unit_code"]),
            after=AFTER if to_verify else "",
            form=row["form_code"],
            fields=cells,
            elsewhere=tuple(f for f in rule["fields"].split(";") if not f.startswith(own)),
            record_key=row["record_key"] or "",
            **_place(row),
        )


def _of_form(own: str, fields: str) -> tuple[str, ...]:
    return tuple(f.partition(".")[2] for f in fields.split(";") if f.startswith(own))


def rejected_file(unit: str, file_name: str, code: str, message_zh: str, deadline: str) -> Problem:
    """A file, or a sheet of it, that could not be taken. ``message_zh``: intake's sentence."""
    what, remedy = _split(message_zh)
    return Problem(
        unit=unit,
        kind="rejected",
        code=code,
        title="整份退收",
        what=what,
        remedy=f"{remedy}已另行报送正确文件的，不必再报。",
        policy="表样和报送规定",
        owner=_FILLER,
        deadline=deadline,
        file_name=file_name,
    )


def _place(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "submission_id": row["submission_id"] or "",
        "file_sha256": row["file_sha256"] or "",
        "file_name": row["file_name"] or "",
        "sheet": row["sheet"] or "",
        "row_no": row["row_no"],
    }


def _split(message: str) -> tuple[str, str]:
    """Intake's sentence says what is wrong, what was expected, and after ``；请`` what to do."""
    what, found, remedy = message.rpartition("；请")
    return (f"{what}。", f"请{remedy}") if found else (message, "按左栏说明改正后重新报送。")


# What an exemption lacks, what to do about it, and the column to look at.
_UNSOUND = {
    "not_approved": ("没有市级批准日期", "报市级批准后填写批准日期；未获批准的删去本行。", "approve_date"),
    "no_approver": ("没有批准人", "填写市级批准人；未获批准的删去本行。", "approver"),
    "own_approval": (
        "批准人是填报单位或市级以下单位，自己不能批准自己",
        "报市级批准后填写市级批准人；未获批准的删去本行。",
        "approver",
    ),
    "unknown_rule": ("没有这个编号的规则", "按“问题汇总”改正规则编号。", "rule_id"),
    "open_ended": ("没有有效期", "填写有效期至；豁免不能无限期。", "valid_to"),
}

_MISSING = """
select form_code, reporting_unit_code, period_start, period_end, due_date, missing_townships
from quality.fct_coverage
where not delivered
"""

# Rejected files of this cycle that were not replaced under the same name. Which form an unreadable file was
# meant to be nobody can know, so nothing else takes it off the list.
_REJECTED = """
select bad.folder_unit, bad.file_name, bad.code, bad.message_zh
from core.fct_receipt as bad
where bad.state in ('read', 'rejected') and bad.code <> '' and bad.received_at >= ?
    and not exists (
        select 1 from core.fct_receipt as later
        where later.folder_unit = bad.folder_unit and later.file_name = bad.file_name
            and later.arrival_no > bad.arrival_no and later.state in ('read', 'rejected')
    )
"""

_WAITING = """
select form_code, reporting_unit_code, file_name, note_zh from core.dim_submission where status = 'waiting'
"""

_UNREAD = """
select cell.*, submission.file_name, submission.file_sha256
from core.fct_quarantine as cell
inner join core.dim_submission as submission on cell.submission_id = submission.submission_id
where submission.status = 'in_force'
"""

_GAPS = """
select gap.*, submission.file_name, submission.file_sha256
from quality.fct_cell_gap as gap
inner join core.dim_submission as submission on gap.submission_id = submission.submission_id
"""

_EXEMPTIONS = """
select exemption.*, submission.file_name, submission.file_sha256
from quality.fct_exemption as exemption
inner join core.dim_submission as submission on exemption.submission_id = submission.submission_id
where exemption.state not in ('acting', 'not_yet', 'expired')
"""

# By unit, of the findings themselves, so that the numbers add up to what is listed: those reported at D by
# how they changed, those of them that ask for nothing, and those that are reported no more.
_CHANGES = """
select
    reporting_unit_code,
    count(*) filter (where detected) as reported,
    count(*) filter (where detected and change = 'new') as new,
    count(*) filter (where detected and change = 'known') as known,
    count(*) filter (where detected and change = 'returned') as returned,
    count(*) filter (where detected and status = 'exempt') as exempt,
    count(*) filter (where detected and status = 'verified_false') as verified_false,
    count(*) filter (where not detected and change = 'fixed') as fixed,
    count(*) filter (where not detected and change = 'known') as unjudged
from quality.fct_finding
group by reporting_unit_code
"""

_FINDINGS = """
select finding.*, submission.file_name, submission.file_sha256
from quality.fct_finding as finding
left join core.dim_submission as submission on finding.submission_id = submission.submission_id
where finding.detected and finding.status in ('open', 'assigned', 'verified_true', 'overdue')
"""
