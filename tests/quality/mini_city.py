"""A hand-made city as landed rows: one clean record of everything per reporting unit, and cases added to it.

Every builder gives a record that breaks no rule; a case overrides just the cells that it is about. People are
invented.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import yaml
from complete import complete

from lingcha.contract.forms import load_forms
from lingcha.contract.periods import due_period
from lingcha.project import ROOT, read_reference

AS_OF = date(2022, 8, 31)
ROUND = "2022-1"
UNIT = "411282"
INTAKE = (
    "submission",
    "expected_submission",
    "sheet_ledger",
    "sheet_sum",
    "quarantine_cell",
    "known_finding",
    "parameter_override",
)

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def id_number(birth: date, sequence: int = 991) -> str:
    """An ID number that nobody has (sequence 99x), with a right check digit; an odd sequence is a man's."""
    return with_check(f"411282{birth:%Y%m%d}{sequence:03d}")


def with_check(body: str) -> str:
    """17 digits with the check character behind them."""
    return body + "10X98765432"[sum(int(d) * w for d, w in zip(body, _WEIGHTS, strict=True)) % 11]


def birth_in(id_no: str | None) -> date | None:
    """The date of birth in an ID number; None when there is none in it."""
    try:
        return datetime.strptime((id_no or "")[6:14], "%Y%m%d").date()
    except ValueError:
        return None


@dataclass
class City:
    """Rows by seed name, ready to land."""

    rows: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    people: int = 0

    def add(self, form: str, unit: str, **cells: Any) -> dict[str, Any]:
        rows = self.rows.setdefault(form.lower(), [])
        known = {c.name for c in load_forms()[form].columns}
        place = {name: value for name, value in _village(unit).items() if name in known}
        factor = 10000 if load_forms()[form].money_unit == "万元" else 1
        number = sum(r["submission_id"] == f"{form}-{unit}" for r in rows) + 5
        row = {"submission_id": f"{form}-{unit}", "sheet": "表", "row_no": number, "money_factor": factor}
        rows.append(row | place | cells)
        return rows[-1]

    def household(
        self, code: str, unit: str = UNIT, members: int = 2, screened: int = 1, **cells: Any
    ) -> str:
        """A registered household with its members, screened once without a problem."""
        normal = {
            "household_type": "一般农户",
            "is_dangerous_house": "否",
            "safe_water": "是",
            "has_dropout": "否",
        }
        own = {"household_code": code, "member_count": members, "household_status": "在册"}
        self.add("HJ01", unit, **(own | normal | cells))
        for number in range(members):
            self.member(code, f"{code}-{number}", unit)
        for _ in range(screened):
            self.screening(code, unit)
        return code

    def member(self, household: str | None, code: str, unit: str = UNIT, **cells: Any) -> None:
        self.people += 1
        birth = birth_in(cells.get("id_no")) or date(1970, 1, 1) + timedelta(days=self.people)
        own = {"household_code": household, "person_code": code, "person_status": "在册"}
        self.add("HJ02", unit, **(own | {"id_no": id_number(birth), "birth_date": birth} | cells))

    def screening(self, household: str, unit: str = UNIT, **cells: Any) -> None:
        found = dict.fromkeys(
            ("found_education", "found_medical", "found_house", "found_water", "found_sudden"), "否"
        )
        own = {"household_code": household, "screen_round": ROUND, "screen_date": date(2022, 7, 10)}
        self.add("PC01", unit, **(own | found | {"self_reported": "否", "conclusion": "无风险"} | cells))

    def episode(self, household: str, unit: str = UNIT, **cells: Any) -> None:
        """An active episode, identified in January by the book."""
        days = (
            "found",
            "consent",
            "visit",
            "compare",
            "review",
            "publicity",
            "end",
            "township",
            "county",
            "announce",
        )
        on = dict(zip(days, (date(2022, 1, d) for d in (3, 4, 5, 5, 6, 7, 11, 12, 13, 14)), strict=True))
        dates = {f"{d}_date": v for d, v in on.items() if d not in ("publicity", "end")}
        dates |= {
            "publicity_start": on["publicity"],
            "publicity_end": on["end"],
            "identified_month": date(2022, 1, 1),
        }
        own = {
            "household_code": household,
            "episode_seq": 1,
            "member_count": 2,
            "found_channel": "基层干部排查",
        }
        kind = {"household_type": "一般农户", "monitor_category": "边缘易致贫户"}
        self.add("JC01", unit, **(own | kind | dates | income("id_") | cells))

    def elimination(self, household: str, unit: str = UNIT, measure: bool = True, **cells: Any) -> None:
        """The end of the episode in August, by support that began in February."""
        own = {"household_code": household, "episode_seq": 1, "elim_seq": 1, "elim_mode": "帮扶消除"}
        flags = dict.fromkeys(("el_dropout", "el_house_damaged", "el_uninsured", "el_water_damaged"), "否")
        dates = {"county_date": date(2022, 8, 10), "eliminated_month": date(2022, 8, 1)}
        self.add("JC03", unit, **(own | flags | dates | income("el_") | cells))
        if measure:
            self.measure(household, unit)

    def measure(self, household: str, unit: str = UNIT, **cells: Any) -> None:
        own = {"household_code": household, "episode_seq": 1, "measure_seq": 1}
        state = {"measure_status": "已落实", "measure_start": date(2022, 2, 1)}
        self.add("JC02", unit, **(own | state | cells))

    def accounting(self, household: str, unit: str = UNIT, **cells: Any) -> None:
        own = {"household_code": household, "round_code": "2022-2", "member_count": 2, "business_net": 4000}
        parts = {"wage_work": 8000, "wage_post": 2000, "property_dividend": 100, "transfer_pension": 200}
        self.add("SZ01", unit, **(own | parts | income("") | cells))

    def spell(self, person: str, unit: str = UNIT, **cells: Any) -> None:
        """Work outside the county that began in March and goes on."""
        own = {"household_code": person.rpartition("-")[0], "person_code": person, "spell_seq": 1}
        job = {"is_employed": "是", "work_county": "郑州市", "employer": "工厂", "sector": "制造业"}
        terms = {"job_channel": "外出务工", "start_month": date(2022, 3, 1), "monthly_wage": 3500}
        self.add("JY01", unit, **(own | job | terms | cells))

    def post(self, person: str, unit: str = UNIT, **cells: Any) -> None:
        """A post since March, paid for the six months to August."""
        own = {"household_code": person.rpartition("-")[0], "person_code": person, "post_code": "P1"}
        terms = {
            "person_group": "监测对象",
            "post_type": "保洁员",
            "hire_date": date(2022, 3, 1),
            "paid_months": 6,
        }
        self.add("GY01", unit, **(own | terms | cells))

    def summary(self, unit: str = UNIT, **cells: Any) -> None:
        """What the village's screening adds up to, unless a cell says otherwise."""
        self.add("PC02", unit, **({"screen_round": ROUND} | cells))

    def indicator(self, code: str, unit: str = UNIT, unit_name: str = "户", **cells: Any) -> None:
        own = {"month": AS_OF.replace(day=1), "indicator_code": code, "version": 1}
        self.add("BB01", unit, **(own | cells))["unit"] = unit_name

    def asset(self, code: str, unit: str = UNIT, **cells: Any) -> None:
        own = {"asset_code": code, "asset_category": "经营性", "confirmed_flag": "是", "confirmed_value": 10}
        self.add("ZC01", unit, **(own | {"ownership_level": "村"} | cells))

    def asset_income(self, code: str, unit: str = UNIT, **cells: Any) -> None:
        shares = {
            "dist_collective": 2,
            "dist_households": 3,
            "dist_posts": 1,
            "dist_public": 1,
            "dist_other": 1,
        }
        own = {"asset_code": code, "income_year": 2021, "income_received": 10, "undistributed": 2}
        self.add("ZC02", unit, **(own | shares | cells))

    def project(
        self, code: str, unit: str = UNIT, paid: Any = 50, payments: tuple[Any, ...] = (30, 20), **cells: Any
    ) -> None:
        """A finished project that was paid in two parts; amounts in 万元."""
        own = {"project_code": code, "project_status": "已竣工", "progress_pct": 100, "fund_paid": paid}
        dates = {
            "approval_date": date(2022, 2, 1),
            "actual_start": date(2022, 3, 1),
            "actual_finish": date(2022, 7, 1),
        }
        self.add("XM01", unit, **(own | dates | cells))
        for number, amount in enumerate(payments):
            self.payment(f"{code}-{number}", code, unit, amount=amount)

    def payment(self, number: str, project: str, unit: str = UNIT, **cells: Any) -> None:
        self.add(
            "ZJ02",
            unit,
            **({"payment_no": number, "project_code": project, "pay_date": date(2022, 5, 1)} | cells),
        )

    def clean_unit(self, unit: str) -> None:
        """One of everything, so that no target of the unit stands on nothing."""
        quiet, watched, ended = (
            self.household(f"{unit}-{kind}", unit) for kind in ("quiet", "watched", "ended")
        )
        self.episode(watched, unit)
        self.episode(ended, unit)
        self.elimination(ended, unit)
        self.accounting(quiet, unit)
        self.spell(f"{quiet}-1", unit)
        self.post(f"{watched}-1", unit)
        self.summary(unit)
        self.indicator("R29", unit)
        self.asset(f"{unit}-asset", unit)
        self.asset_income(f"{unit}-asset", unit)
        self.project(f"{unit}-project", unit)

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
        for seed in INTAKE:
            _write(target, seed, ROOT / "seeds" / "intake" / f"{seed}.yml", self.rows.get(seed, []))
        return target

    def _submit(
        self, form: str, unit: str, kept: list[dict[str, Any]], missing: tuple[tuple[str, str], ...]
    ) -> None:
        period = due_period(load_forms()[form], AS_OF)
        assert period is not None
        scope = {"form_code": form, "reporting_unit_code": unit}
        span = {"period_start": period.start, "period_end": period.end}
        self.rows.setdefault("expected_submission", []).append(scope | span | {"due_date": AS_OF})
        if (form, unit) in missing:
            return
        name = f"{form}-{unit}"
        rows = sum(r["submission_id"] == name for r in kept)
        unread = {
            (r["sheet"], r["row_no"])
            for r in self.rows.get("quarantine_cell", [])
            if r["submission_id"] == name
        }
        counts = {"rows_total": rows + len(unread), "rows_accepted": rows, "rows_quarantined": len(unread)}
        arrival = {
            "version_no": 1,
            "arrival_no": 1,
            "received_at": datetime(2022, 9, 1),
            "file_name": name,
            "file_sha256": name,
        }
        self.rows.setdefault("submission", []).append(
            {"submission_id": name, "status": "in_force", "part": ""} | scope | span | counts | arrival
        )
        sheet = {"rows_physical": rows + 4, "rows_header": 4, "rows_data": rows, "rows_accepted": rows}
        others = dict.fromkeys(
            ("rows_subtotal", "rows_total", "rows_footer", "rows_blank", "rows_quarantined"), 0
        )
        self.rows.setdefault("sheet_ledger", []).append(
            scope | {"submission_id": name, "sheet": "表"} | sheet | others
        )


def clean_city() -> City:
    """Seven clean units: nothing to report anywhere."""
    city = City()
    for unit in read_reference("reporting_unit"):
        city.clean_unit(unit["reporting_unit_code"])
    return city


def income(prefix: str) -> dict[str, Any]:
    """An income that adds up: 10,000 + 5,000 - 1,000 + 100 + 200 = 14,300 for two."""
    expense = "expense" if prefix else "business_expense"
    parts = {"wage": 10000, "business": 5000, expense: 1000, "property": 100, "transfer": 200}
    return {f"{prefix}{name}": value for name, value in (parts | {"net": 14300, "net_pc": 7150}).items()}


def _is_missing(submission_id: str, missing: tuple[tuple[str, str], ...]) -> bool:
    return tuple(submission_id.split("-")) in missing


def _village(unit: str) -> dict[str, str]:
    row = next(
        r
        for r in read_reference("region_village")
        if r["reporting_unit_code"] == unit and r["in_rural_scope"] == "Y"
    )
    return {k: row[k] for k in ("county_name", "township_name", "village_name")}


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
