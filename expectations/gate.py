"""The gate: Great Expectations decides whether a candidate is sound and whether the four targets are zero.

Three things that Great Expectations 1.24 does silently are made loud here: an expectation that raises is
reported by it as "failed", one whose condition matches no row as "passed", and its counts are never compared.
"""

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from expectations.candidate import CITY, Candidate, read_candidate
from expectations.suites import Check, Suite, all_suites, target_names, unit_names
from lingcha import quiet
from lingcha.project import read_reference

_NO_VALUES = {"result_format": "SUMMARY", "partial_unexpected_count": 0}


class GateFault(RuntimeError):
    """The gate itself could not judge. A failure of the run, never a verdict."""


@dataclass(frozen=True)
class CheckResult:
    """One line of the judgement. ``observed``: how many rows were looked at and how many were wrong."""

    suite: str
    description_zh: str
    passed: bool
    observed: str


@dataclass(frozen=True)
class GateResult:
    """What the release does next: not sound -> refuse, not met -> provisional, both -> official."""

    integrity_passed: bool
    zero_error_met: bool
    sentences_zh: list[str]
    checks: list[CheckResult] = field(default_factory=list)


def required_forms() -> list[str]:
    """Forms that every unit must deliver, from the form calendar."""
    return [r["form_code"] for r in read_reference("form_calendar") if r["required"] == "Y"]


def judge(candidate: Path, evidence_dir: Path | None = None) -> GateResult:
    """Judges a built candidate file.

    candidate: the DuckDB file with the schema ``quality``; opened read-only.
    evidence_dir: where one JSON per suite is kept; they hold counts, never values of the data.
    Raises GateFault when an expectation raises, meets a blank, or counts what the tables do not say.
    """
    tables = read_candidate(candidate)
    suites = all_suites(required_forms())
    context = _quiet_context()
    raw = {suite.name: _validate(context, suite, tables) for suite in suites}
    _compare_counts(raw["recount"], raw["counted_findings"], tables)
    if evidence_dir is not None:
        _keep(raw, evidence_dir)
    passed = {suite.name: all(r["success"] for r in raw[suite.name]) for suite in suites}
    return GateResult(
        integrity_passed=all(passed[s.name] for s in suites if s.decides == "integrity"),
        zero_error_met=all(passed[s.name] for s in suites if s.decides == "zero_error"),
        sentences_zh=_sentences(suites, raw, tables),
        checks=[_line(suite, r) for suite in suites if suite.decides for r in raw[suite.name]],
    )


def _quiet_context() -> Any:
    """A context that lives in memory, sends nothing and draws no bars. Its import costs seconds."""
    quiet.silence()
    import great_expectations as gx
    from great_expectations.data_context.types.base import ProgressBarsConfig

    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = ProgressBarsConfig(globally=False)
    return context


def _validate(context: Any, suite: Suite, tables: Candidate) -> list[dict[str, Any]]:
    """The results of one suite in the order of its checks, each proved to have run."""
    import great_expectations as gx
    import great_expectations.expectations as types
    from great_expectations.expectations.row_conditions import Column

    asset = context.data_sources.add_pandas(suite.name).add_dataframe_asset(suite.frame)
    batch = asset.add_batch_definition_whole_dataframe("all").get_batch({"dataframe": tables[suite.frame]})
    definition = gx.ExpectationSuite(name=suite.name)
    for number, check in enumerate(suite.checks):
        arguments = dict(check.arguments)
        if check.where:
            arguments["row_condition"] = Column(check.where[0]) == check.where[1]
        expectation = getattr(types, check.type)
        definition.add_expectation(
            expectation(description=check.description_zh, meta={"number": number}, **arguments)
        )
    outcome = batch.validate(definition, result_format=_NO_VALUES).to_json_dict()
    results = sorted(outcome["results"], key=lambda r: r["expectation_config"]["meta"]["number"])
    if [r["expectation_config"]["meta"]["number"] for r in results] != list(range(len(suite.checks))):
        raise GateFault(f"suite {suite.name}: {len(suite.checks)} expectations, {len(results)} results")
    for check, result in zip(suite.checks, results, strict=True):
        _prove_it_ran(suite, check, result)
    return results


def _prove_it_ran(suite: Suite, check: Check, result: dict[str, Any]) -> None:
    info = result["exception_info"]
    raised = [info] if "raised_exception" in info else list(info.values())
    if any(entry["raised_exception"] for entry in raised):
        raise GateFault(
            f"suite {suite.name}: {check.type} {check.arguments} raised {raised[0]['exception_message']}"
        )
    if check.type != "ExpectColumnValuesToBeInSet":
        return
    if result["result"]["missing_count"]:
        raise GateFault(f"suite {suite.name}: {check.arguments} met blank outcomes, which it skips")
    if not result["result"]["element_count"]:
        # Passed by Great Expectations because nothing was there to be wrong; for us it is missing.
        result["success"] = False


def _compare_counts(recount: list[dict[str, Any]], counted: list[dict[str, Any]], tables: Candidate) -> None:
    """Findings counted by Great Expectations = rule results = zero-error table, or the run stops."""
    rules, findings, verdicts = tables["rule"], tables["finding"], tables["verdict"]
    known = {result["expectation_config"]["kwargs"]["value_set"][0] for result in recount}
    if unknown := set(findings.rule_id) - known:
        raise GateFault(f"findings of rules that the reference does not know: {sorted(unknown)}")
    for result in recount:
        rule = result["expectation_config"]["kwargs"]["value_set"][0]
        seen = result["result"]["unexpected_count"]
        of_units = rules[(rules.rule_id == rule) & (rules.reporting_unit_code != CITY)].violations.sum()
        of_city = ((findings.rule_id == rule) & (findings.reporting_unit_code == CITY)).sum()
        if seen != of_units + of_city:
            raise GateFault(
                f"rule {rule}: {seen} findings, {of_units + of_city} violations in fct_rule_result"
            )
    numerators = dict(zip(verdicts.cell, verdicts.numerator, strict=True))
    for result in counted:
        kwargs = result["expectation_config"]["kwargs"]
        value = kwargs["value_set"][0]
        cell = f"{value}|{CITY}" if kwargs["column"] == "target" else value
        seen = result["result"]["unexpected_count"]
        if cell in numerators and (seen > 0) != (numerators[cell] > 0):
            raise GateFault(
                f"{cell}: {seen} counted findings, numerator {numerators[cell]} in fct_zero_error"
            )


def _line(suite: Suite, result: dict[str, Any]) -> CheckResult:
    seen = result["result"]
    if "element_count" in seen:
        observed = f"核对 {seen['element_count']} 行，不符 {seen['unexpected_count']} 行"
    else:
        observed = f"实际 {seen['observed_value']}" if isinstance(seen["observed_value"], int) else ""
    config = result["expectation_config"]
    return CheckResult(suite.name, config["description"], result["success"], observed)


def _sentences(suites: list[Suite], raw: dict[str, list[dict[str, Any]]], tables: Candidate) -> list[str]:
    sentences = []
    for suite in suites:
        if suite.decides and suite.frame != "verdict":
            failed = [r["expectation_config"]["description"] for r in raw[suite.name] if not r["success"]]
            sentences += [f"不符：{text}。" for text in failed]
    verdict_zh = {"met": "达标", "not_met": "未达标", "not_evaluated": "未评估"}
    units, targets = unit_names(), target_names()
    for row in tables["verdict"].itertuples():
        target, unit = (
            targets.get(row.target, row.target),
            units.get(row.reporting_unit_code, row.reporting_unit_code),
        )
        verdict = verdict_zh.get(row.verdict, row.verdict)
        reason = f"（{row.reason}）" if row.reason else ""
        sentences.append(f"{target} · {unit}：{row.numerator}/{row.denominator}，{verdict}{reason}。")
    return sentences


def _keep(raw: dict[str, list[dict[str, Any]]], evidence_dir: Path) -> None:
    """One file per suite: the same candidate gives the same bytes, so run times and random ids stay out."""
    evidence_dir.mkdir(parents=True, exist_ok=True)
    for name, results in raw.items():
        rows = [
            {
                "type": r["expectation_config"]["type"],
                "description": r["expectation_config"]["description"],
                "arguments": {k: v for k, v in r["expectation_config"]["kwargs"].items() if k != "batch_id"},
                "success": r["success"],
                "result": {k: v for k, v in r["result"].items() if k != "partial_unexpected_list"},
            }
            for r in results
        ]
        text = json.dumps({"suite": name, "results": rows}, ensure_ascii=False, indent=1, default=str)
        (evidence_dir / f"{name}.json").write_text(text + "\n", encoding="utf-8")
