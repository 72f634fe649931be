"""One thing that a reporting unit must put right, and the words in which it is told."""

from collections.abc import Iterable
from dataclasses import dataclass, field

# In the order of showing: what keeps files or rows out, then errors, then what only needs checking.
KINDS = {
    "missing": "缺报",
    "rejected": "退收",
    "waiting": "待确认",
    "unread": "隔离",
    "gap": "缺填错填",
    "exemption": "豁免不成立",
    "finding": "问题",
    "suspect": "疑点",
}

RULE_KINDS = ("finding", "suspect")  # what rules report; all else is found before or beside them


@dataclass(frozen=True)
class Problem:
    """One missing form, rejected file, waiting correction, quarantined cell, blank or unknown cell, exemption
    that cannot act or finding of one unit.

    ``fields`` are column names of the form, ``cell`` an address such as ``M17``; both are empty where the
    problem is not in a cell. ``row_no`` counts from 1 as Excel shows it. ``elsewhere`` are fields of other
    forms that the rule read, FORM.field. ``record_key`` is what an exemption must name. ``after`` says what
    follows when the deadline passes. Texts carry no personal value.
    """

    unit: str
    kind: str
    code: str
    title: str
    what: str
    remedy: str
    policy: str
    owner: str
    deadline: str
    form: str = ""
    submission_id: str = ""
    file_sha256: str = ""
    file_name: str = ""
    sheet: str = ""
    row_no: int | None = None
    fields: tuple[str, ...] = field(default=())
    cell: str = ""
    elsewhere: tuple[str, ...] = field(default=())
    record_key: str = ""
    after: str = ""

    @property
    def kind_zh(self) -> str:
        return KINDS[self.kind]

    @property
    def reason_zh(self) -> str:
        """What stands beside the row: kind, rule and what is wrong."""
        return f"【{self.kind_zh} {self.code}】{self.what}"

    @property
    def remedy_zh(self) -> str:
        """What stands beside the reason: what to do, by when, and what follows."""
        return f"{self.remedy}（期限：{'，'.join(filter(None, (self.deadline, self.after)))}）"


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """By who must act, then kind, then place: one desk finds its work together."""
    rank = {kind: position for position, kind in enumerate(KINDS)}
    return sorted(
        problems,
        key=lambda p: (p.owner, rank[p.kind], p.form, p.file_name, p.sheet, p.row_no or 0, p.code, p.cell),
    )
