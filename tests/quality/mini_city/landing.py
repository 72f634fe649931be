"""A city as landing would write it."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb
import yaml

from lingcha.contract.forms import load_forms
from lingcha.contract.periods import due_period
from lingcha.project import ROOT, read_reference
from mini_city.complete import complete
from mini_city.ledgers import AS_OF, Ledgers

INTAKE = (
    "submission",
    "expected_submission",
    "sheet_ledger",
    "sheet_sum",
    "quarantine_cell",
    "known_finding",
    "parameter_override",
)


class Landed(Ledgers):
    """Ledgers that every unit delivers, unless a case keeps one back."""

    def land(self, target: Path, missing: tuple[tuple[str, str], ...] = ()) -> Path:
        """Writes what landing would write. ``missing``: (form, unit) pairs that were never delivered."""
        complete(self.rows, AS_OF)
        for form, contract in load_forms().items():
            kept = [
                r for r in self.rows.get(contract.seed, []) if not _is_missing(r["submission_id"], missing)
            ]
            _write(target, contract.seed, ROOT / "seeds" / "forms" / f"{contract.seed}.yml", kept)
            for unit in read_reference("reporting_unit"):
                self._submit(form, unit["reporting_unit_code"], kept, missing)
            for name, (of_form, unit_code, end) in self.earlier.items():
                if of_form == form:
                    self._deliver(name, form, unit_code, end.replace(day=1), end, kept)
        for seed in INTAKE:
            _write(target, seed, ROOT / "seeds" / "intake" / f"{seed}.yml", self.rows.get(seed, []))
        return target

    def _submit(
        self, form: str, unit: str, kept: list[dict[str, Any]], missing: tuple[tuple[str, str], ...]
    ) -> None:
        period = due_period(load_forms()[form], AS_OF)
        assert period is not None
        scope = {"form_code": form, "reporting_unit_code": unit, "due_date": AS_OF}
        span = {"period_start": period.start, "period_end": period.end}
        self.rows.setdefault("expected_submission", []).append(scope | span)
        if (form, unit) not in missing:
            self._deliver(f"{form}-{unit}", form, unit, period.start, period.end, kept)

    def _deliver(
        self, name: str, form: str, unit: str, start: date, end: date, kept: list[dict[str, Any]]
    ) -> None:
        scope = {"form_code": form, "reporting_unit_code": unit}
        rows = sum(r["submission_id"] == name for r in kept)
        part = self.parts.get((form, unit), "")
        self._set_aside(name, scope, self.unread.get((form, unit), 0))
        cells = [r for r in self.rows.get("quarantine_cell", []) if r["submission_id"] == name]
        unread = len({(r["sheet"], r["row_no"]) for r in cells})
        counts = {"rows_total": rows + unread, "rows_accepted": rows, "rows_quarantined": unread}
        arrival = {
            "version_no": 1,
            "arrival_no": 1,
            "received_at": datetime(2022, 9, 1),
            "file_name": name,
            "file_sha256": name,
        }
        span = {"period_start": start, "period_end": end}
        status = "superseded" if name.endswith("-old") else "in_force"
        self.rows.setdefault("submission", []).append(
            {"submission_id": name, "status": status, "part": part} | scope | span | counts | arrival
        )
        sheet = {"rows_physical": rows + unread + 4, "rows_header": 4, "rows_data": rows + unread}
        sheet |= {"rows_accepted": rows, "rows_quarantined": unread}
        others = dict.fromkeys(("rows_subtotal", "rows_total", "rows_footer", "rows_blank"), 0)
        self.rows.setdefault("sheet_ledger", []).append(
            scope | {"submission_id": name, "sheet": "表"} | sheet | others
        )

    def _set_aside(self, submission_id: str, scope: dict[str, Any], rows: int) -> None:
        cells = self.rows.setdefault("quarantine_cell", [])
        for number in range(rows):
            where = {"submission_id": submission_id, "sheet": "表", "row_no": 900 + number, "cell": "A900"}
            cells.append(scope | where | {"column_name": "seq", "code": "Q_NUMBER", "message_zh": "x"})


def _is_missing(submission_id: str, missing: tuple[tuple[str, str], ...]) -> bool:
    return tuple(submission_id.split("-")) in missing


def _write(target: Path, seed: str, properties: Path, rows: list[dict[str, Any]]) -> None:
    columns = next(
        s for s in yaml.safe_load(properties.read_text(encoding="utf-8"))["seeds"] if s["name"] == seed
    )["columns"]
    unknown = {name for row in rows for name in row} - {c["name"] for c in columns}
    assert not unknown, f"{seed}: {unknown}"
    folder = target / seed
    folder.mkdir(parents=True, exist_ok=True)
    with duckdb.connect() as connection:
        connection.execute(f"create table t ({', '.join(c['name'] + ' ' + c['data_type'] for c in columns)})")
        if rows:
            marks = ", ".join("?" for _ in columns)
            connection.executemany(
                f"insert into t values ({marks})", [[r.get(c["name"]) for c in columns] for r in rows]
            )
        connection.execute(f"copy t to '{folder}/rows.parquet' (format parquet)")
