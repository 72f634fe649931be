"""``truth.json``: everything that a release must find in a planted city, and nothing else may be found."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from lingcha.sample.city import City
from lingcha.sample.draft import Draft
from lingcha.sample.writing import Place, RowRef

CITY = "4112"


def make_truth(
    city: City, draft: Draft, places: Mapping[RowRef, Place], units: Mapping[str, str]
) -> dict[str, Any]:
    """findings and quarantined cells, sorted; ``units``: reporting unit by file name.

    cells are addresses on the finding's own sheet; a rule over several forms may have its cause in another
    file. A finding about a whole unit has the unit as its record and no place of its own, and a rule that
    judges the city, too, finds it once; file and cells then say where a cause is.
    """
    findings: list[dict[str, Any]] = []
    for planted in draft.planted:
        place = places.get(planted.row)
        if place is None:
            continue
        unit = units[place.file]
        finding: dict[str, Any] = {
            "rule_id": planted.rule,
            "reporting_unit_code": unit,
            "form_code": planted.row[0],
            "record_key": place.record_key,
            "file": place.file,
            "sheet": place.sheet,
            "row_no": place.row_no,
            "cells": [place.cell(name) for name in planted.fields],
        }
        if planted.unit_key:
            finding |= {"record_key": planted.unit_key.format(unit=unit), "sheet": None, "row_no": None}
        if planted.of_city and planted.rule not in {f["rule_id"] for f in findings}:
            nowhere = {"sheet": None, "row_no": None}
            findings.append(finding | {"record_key": CITY, "reporting_unit_code": CITY} | nowhere)
        findings.append(finding)
    quarantined = []
    for lost in draft.lost:
        place = places.get(lost.row)
        if place is not None:
            quarantined.append(
                {
                    "code": lost.code,
                    "form_code": lost.row[0],
                    "reporting_unit_code": units[place.file],
                    "file": place.file,
                    "sheet": place.sheet,
                    "row_no": place.row_no,
                    "cell": place.cell(lost.field),
                    "column_name": lost.field,
                }
            )
    return {
        "scale": str(city.scale.share),
        "seed": city.seed,
        "as_of": city.calendar.as_of.isoformat(),
        "findings": sorted(findings, key=_order),
        "quarantined": sorted(quarantined, key=_order),
    }


def _order(item: dict[str, Any]) -> tuple[str, ...]:
    head = str(item.get("rule_id", item.get("code")))
    return (
        head,
        item["reporting_unit_code"],
        item["file"],
        item["sheet"] or "",
        f"{item['row_no'] or 0:08d}",
    )


def write_truth(directory: Path, truth: Mapping[str, Any]) -> Path:
    path = directory / "truth.json"
    path.write_text(json.dumps(truth, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return path
