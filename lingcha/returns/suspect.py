"""How a suspect is answered, by when, and what follows: only ways that the ledgers know.

A suspect ends by a corrected cell, by a visit or an alert that says so, or by an exemption. Nothing else is
read, so nothing else may be offered.
"""

from collections.abc import Mapping
from functools import cache
from typing import Any

from lingcha.contract.forms import load_forms
from lingcha.project import read_reference

EXEMPT = "记录属实、无须更改的，列入《{HM01}》（HM01）报市级批准。"
AFTER = "其后仍未改正、未核实的，按逾期计入"


@cache
def answer_of(target: str) -> str:
    """What the unit can do besides correcting the cell. Visits and alerts speak of some targets only."""
    titles = {code: load_forms()[code].title for code in ("PC01", "BM01", "HM01")}
    heard = {r["form_code"] for r in read_reference("verification_result") if r["target"] == target}
    ways = []
    if "PC01" in heard:
        ways.append("在《{PC01}》（PC01）登记入户核实的结论并由核实人签字")
    if "BM01" in heard:
        ways.append("在《{BM01}》（BM01）填写预警的核实结果")
    visits = f"已入户核实的，{'，或'.join(ways)}。" if ways else ""
    return (visits + EXEMPT).format(**titles)


def verify_by(finding: Mapping[str, Any]) -> str:
    """The last day for an answer; a suspect that was found true has none: it must be put right."""
    day = finding["verify_by"]
    return "" if day is None else str(day)


def overdue_zh(finding: Mapping[str, Any]) -> str:
    """Why a suspect counts although nobody said that it is true; empty for all others."""
    if finding["status"] != "overdue":
        return ""
    return f"本疑点应于 {verify_by(finding)} 前核实，到截止日没有结果，已按逾期计入。"
