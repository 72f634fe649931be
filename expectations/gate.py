"""The gate: Great Expectations decides whether a candidate is sound and whether the four targets are zero.

Three things that Great Expectations 1.24 does silently are made loud here: an expectation that raises is
reported by it as "failed", one that finds no row as "passed", and its counts are never compared.
"""

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from expectations.at_date import unit_names
from expectations.candidate import Candidate, read_candidate
from expectations.frames import NOT_JUDGED
from expectations.suites import Check, Suite, all_suites, target_names
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


def judge(candidate: Path, evidence_dir: Path | None = None) -> GateResult:
    """Judges a built candidate file.

    candidate: the DuckDB file with the schema ``quality``; opened read-only.
    evidence_dir: where one JSON per suite is kept; they hold counts, never values of the data.
    Raises GateFault when an expectation raises, meets a blank, or counts what the tables do not say.
    """
    tables = read_candidate(candidate)
    _know_every_rule(tables)
    suites = all_suites(tables)
    frames = _quiet_frames()
    raw = {suite.name: _validate(frames, suite, tables) for suite in suites}
    _agree(raw["recount"] + raw["agreement"])
    if evidence_dir is not None:
        _keep(raw, evidence_dir)
    passed = {suite.name: all(r["success"] for r in raw[suite.name]) for suite in suites}
    return GateResult(
        integrity_passed=all(passed[s.name] for s in suites if s.decides == "integrity"),
        zero_error_met=all(passed[s.name] for s in suites if s.decides == "zero_error"),
        sentences_zh=_sentences(suites, raw, tables),
        checks=[_line(suite, r) for suite in suites if suite.decides for r in raw[suite.name]],
    )


def _know_every_rule(tables: Candidate) -> None:
    known = {r["rule_id"] for r in read_reference("rule")}
    if unknown := set(tables["finding"].rule_id) - known:
        raise GateFault(f"findings of rules that the reference does not know: {sorted(unknown)}")


def _agree(recount: list[dict[str, Any]]) -> None:
    """Findings, rule results, verdicts and facts say the same numbers, or the run stops."""
    for result in recount:
        if not result["success"]:
            seen = result["result"]["observed_value"]
            raise GateFault(
                f"{result['expectation_config']['description']}; Great Expectations counts {seen}"
            )


def _quiet_frames() -> Any:
    """Takes DataFrames in a context that lives in memory, sends nothing and draws no bars. Its import costs
    seconds.
    """
    quiet.silence()
    import great_expectations as gx
    from great_expectations.data_context.types.base import ProgressBarsConfig

    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = ProgressBarsConfig(globally=False)
    asset = context.data_sources.add_pandas("candidate").add_dataframe_asset("frame")
    return asset.add_batch_definition_whole_dataframe("whole")


def _validate(frames: Any, suite: Suite, tables: Candidate) -> list[dict[str, Any]]:
    """The results of one suite in the order of its checks, each proved to have run."""
    import great_expectations as gx
    import great_expectations.expectations as types

    batch = frames.get_batch({"dataframe": suite.frame(tables)})
    expectations = [
        getattr(types, check.type)(
            description=check.description_zh, meta={"number": number}, **check.arguments
        )
        for number, check in enumerate(suite.checks)
    ]
    definition = gx.ExpectationSuite(name=suite.name, expectations=expectations)
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
    if check.type == "ExpectColumnSumToBeBetween" and not isinstance(result["result"]["observed_value"], int):
        raise GateFault(f"suite {suite.name}: {check.arguments} added up to no whole number")
    if check.type != "ExpectColumnValuesToBeInSet":
        return
    if result["result"]["missing_count"]:
        raise GateFault(f"suite {suite.name}: {check.arguments} met blank outcomes, which it skips")
    if not result["result"]["element_count"]:
        # Passed by Great Expectations because nothing was there to be wrong; for us it is missing.
        result["success"] = False


def _line(suite: Suite, result: dict[str, Any]) -> CheckResult:
    seen = result["result"]
    observed = ""
    if "element_count" in seen:
        observed = f"核对 {seen['element_count']} 行，不符 {seen['unexpected_count']} 行"
    elif isinstance(seen["observed_value"], int):
        number = seen["observed_value"]
        observed = "未评估" if number == NOT_JUDGED else f"实际 {number}"
    config = result["expectation_config"]
    return CheckResult(suite.name, config["description"], result["success"], observed)


def _sentences(suites: list[Suite], raw: dict[str, list[dict[str, Any]]], tables: Candidate) -> list[str]:
    sentences = []
    for suite in suites:
        if suite.decides and not suite.of_target:
            failed = [r["expectation_config"]["description"] for r in raw[suite.name] if not r["success"]]
            sentences += [f"不符：{text}。" for text in failed]
    verdict_zh = {"met": "达标", "not_met": "未达标", "not_evaluated": "未评估"}
    units, targets = unit_names(tables.as_of), target_names()
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
