"""A hand-made city as landed rows: one clean record of everything per reporting unit, and cases added to it.

Every builder gives a record that breaks no rule; a case overrides just the cells that it is about. People are
invented.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import yaml
from complete import complete

from lingcha.contract.forms import Column, load_forms
from lingcha.contract.periods import due_period
from lingcha.project import ROOT, read_reference

AS_OF = date(2022, 8, 31)
ROUND = "2022-1"
UNIT = "411282"
OPTIONAL = [r["rule_id"] for r in read_reference("rule") if r["core"] == "N"]
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
    earlier: dict[str, tuple[str, str, date]] = field(default_factory=dict)  # form, unit, end of period
    parts: dict[tuple[str, str], str] = field(default_factory=dict)
    unread: dict[tuple[str, str], int] = field(default_factory=dict)

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
            "has_uninsured": "否",
            "house_grade": "A",
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
        state = {"health": "健康"}
        insured = {"med_resident": "是", "med_worker": "否", "med_serious": "是"}
        identity = {"id_no": id_number(birth), "birth_date": birth}
        self.add("HJ02", unit, **(own | state | insured | identity | cells))

    def pupil(self, household: str, unit: str = UNIT) -> None:
        """A household of one adult and a child in primary school."""
        self.household(household, unit, members=1, member_count=2)
        birth = date(2012, 1, 1) + timedelta(days=self.people)
        cells = {"id_no": id_number(birth), "birth_date": birth, "school_status": "小学"}
        self.member(household, f"{household}-child", unit, **cells, labour_skill="无劳动力")

    def screening(self, household: str, unit: str = UNIT, **cells: Any) -> None:
        found: dict[str, Any] = dict.fromkeys(
            ("found_education", "found_medical", "found_house", "found_water", "found_sudden"), "否"
        )
        own = {"household_code": household, "screen_round": ROUND, "screen_date": date(2022, 7, 10)}
        found |= {"found_net_pc": 12000}
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
        kind = {"household_type": "一般农户", "monitor_category": "边缘易致贫户", "risk_1": "因意外事故"}
        kind |= dict.fromkeys(("id_dropout", "id_unsafe_house", "id_uninsured", "id_unsafe_water"), "否")
        cost = {"id_claims": 0, "id_selfpay": 0}
        self.add("JC01", unit, **(own | kind | cost | dates | income("id_") | cells))

    def elimination(
        self,
        household: str,
        unit: str = UNIT,
        measure: bool = True,
        accounted: tuple[str, ...] = ("2022-1", "2022-2"),
        **cells: Any,
    ) -> None:
        """The end of the episode in August, by support that began in February and after two accountings."""
        own = {"household_code": household, "episode_seq": 1, "elim_seq": 1, "elim_mode": "帮扶消除"}
        flags = dict.fromkeys(("el_dropout", "el_house_damaged", "el_uninsured", "el_water_damaged"), "否")
        county = cells.get("county_date") or date(2022, 8, 10)
        before = {"visit": 9, "review": 8, "township": 1}
        dates = {f"{name}_date": county - timedelta(days=days) for name, days in before.items()}
        dates |= {"publicity_start": county - timedelta(days=7), "publicity_end": county - timedelta(days=3)}
        dates |= {"county_date": county, "eliminated_month": date(2022, 8, 1)}
        better = income("el_") | {"el_wage": 16000, "el_net": 20300, "el_net_pc": 10150}
        cost = {"el_claims": 0, "el_selfpay": 0}
        self.add("JC03", unit, **(own | flags | dates | better | cost | cells))
        for round_code in accounted:
            self.accounting(household, unit, round_code=round_code)
        if measure:
            self.measure(household, unit)

    def measure(self, household: str, unit: str = UNIT, **cells: Any) -> None:
        own = {"household_code": household, "episode_seq": 1, "measure_seq": 1}
        state = {"measure_status": "已落实", "measure_start": date(2022, 2, 1)}
        state |= {"measure_class": "综合保障", "measure_name": "其他"}
        self.add("JC02", unit, **(own | state | cells))

    def accounting(self, household: str, unit: str = UNIT, **cells: Any) -> None:
        """Nine months to June, or with round_code 2022-1 six months to March; more than the line in both."""
        ends = {"2021-1": date(2021, 12, 31), "2022-1": date(2022, 3, 31), "2022-2": date(2022, 6, 30)}
        own = {"household_code": household, "round_code": "2022-2", "member_count": 2, "business_net": 4000}
        own |= {"period_start": date(2021, 10, 1), "period_end": ends.get(cells.get("round_code", "2022-2"))}
        parts = {"wage_work": 8000, "wage_post": 2000, "property_dividend": 100, "transfer_pension": 200}
        self.add("SZ01", unit, **(own | parts | income("") | cells))

    def alert(self, code: str, unit: str = UNIT, **cells: Any) -> None:
        """An alert of July that was verified within the week and proved wrong."""
        own = {"alert_no": code, "alert_type": "自付医疗费用过高", "verify_result": "不属实"}
        dates = {"dispatch_date": date(2022, 7, 1), "verify_date": date(2022, 7, 5)}
        self.add("BM01", unit, **(own | dates | cells))

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
        """An operating asset, confirmed and let until the end of next year; amounts in 万元."""
        own = {"asset_code": code, "asset_name": code, "asset_category": "经营性", "asset_status": "在用"}
        value = {"original_value": 10, "value_central": 6, "value_county": 4, "maintainer": "村集体"}
        title = {"confirmed_flag": "是", "confirmed_date": date(2021, 12, 1), "confirmed_value": 10}
        title |= {"ownership_level": "村", "owner_name": "村集体"}
        contract = {"operation_mode": "租赁承包", "operator_name": "合作社", "contract_income": 10}
        contract |= {"contract_start": date(2020, 1, 1), "contract_end": date(2023, 12, 31)}
        self.add("ZC01", unit, **(own | value | title | contract | cells))

    def earlier_asset(
        self, code: str, period_end: date, unit: str = UNIT, replaced: bool = False, **cells: Any
    ) -> None:
        """The asset as the ledger of an earlier period had it; later ones have replaced it.
        ``replaced``: as a version of that ledger had it that is no longer in force.
        """
        self.asset(code, unit, **cells)
        name = f"ZC01-{unit}-{period_end:%Y%m%d}" + ("-old" if replaced else "")
        self.rows["zc01"][-1]["submission_id"] = name
        self.earlier[name] = ("ZC01", unit, period_end)

    def asset_event(self, code: str, unit: str = UNIT, **cells: Any) -> None:
        """A sale in May by the book; amounts in 万元."""
        own = {"asset_code": code, "event_seq": 1, "event_type": "处置", "event_date": date(2022, 5, 1)}
        steps = {"appraised_value": 5, "disposal_income": 4, "approval_no": "文1号", "publicity_days": 7}
        self.add("ZC03", unit, **(own | {"value_before": 10, "value_after": 0} | steps | cells))

    def demonstration_village(self, programme: str, unit: str = UNIT, **cells: Any) -> None:
        """A listed village whose support has a project of its own; amounts in 万元."""
        own = {"programme": programme, "level": "市级", "apply_date": date(2022, 3, 1)}
        support = {"support_total": 33, "project_code": "示范村项目", "listed_date": date(2022, 4, 1)}
        self.add("SF01", unit, **(own | support | cells))

    def asset_income(self, code: str, unit: str = UNIT, **cells: Any) -> None:
        """A year's income as the contract promises it, distributed and published."""
        shares = {
            "dist_collective": 2,
            "dist_households": 3,
            "dist_posts": 1,
            "dist_public": 1,
            "dist_other": 1,
        }
        own = {"asset_code": code, "income_year": 2021, "income_due": 10, "income_received": 10}
        rest = {"undistributed": 2, "publicity_start": date(2021, 12, 20), "publicity_days": 5}
        self.add("ZC02", unit, **(own | shares | rest | cells))

    def project(
        self,
        code: str,
        unit: str = UNIT,
        paid: Any = 50,
        payments: tuple[Any, ...] = (30, 20),
        allocated: tuple[Any, ...] = (50,),
        beneficiaries: tuple[str, ...] = ("watched",),
        **cells: Any,
    ) -> None:
        """A finished project that was allocated its money, paid in two parts, and supports a monitored
        household of two; amounts in 万元.
        """
        own = {"project_code": code, "project_name": code, "project_status": "已竣工", "progress_pct": 100}
        own |= {"project_year": 2022}
        money = {"fund_total": 70, "fund_bridging": 50, "fund_other_fiscal": 10, "fund_payable": 60}
        dates = {
            "library_date": date(2022, 1, 10),
            "approval_date": date(2022, 2, 1),
            "plan_start": date(2022, 3, 1),
            "plan_finish": date(2022, 7, 1),
            "actual_start": date(2022, 3, 1),
            "actual_finish": date(2022, 7, 1),
        }
        gain = {"linkage_modes": "股份合作", "income_gain_per_household": 1000 if beneficiaries else 0}
        gain |= {"benefit_households": len(beneficiaries), "benefit_persons": 2 * len(beneficiaries)}
        self.add("XM01", unit, **(own | money | {"fund_paid": paid} | dates | gain | cells))
        for number, amount in enumerate(allocated):
            self.allocation(f"doc-{code}", number + 1, unit, project_code=code, amount=amount)
        for number, amount in enumerate(payments):
            self.payment(f"{code}-{number}", code, unit, amount=amount)
        for household in beneficiaries:
            self.beneficiary(code, f"{unit}-{household}", unit)

    def beneficiary(self, project: str, household: str | None, unit: str = UNIT, **cells: Any) -> None:
        own = {"project_code": project, "household_code": household, "year": 2022, "member_count": 2}
        kind = {"household_group": "监测对象（一般农户）", "income_gain": 1000}
        self.add("XM02", unit, **(own | kind | cells))

    def allocation(self, document: str, line: int, unit: str = UNIT, **cells: Any) -> None:
        own = {"doc_no": document, "line_no": line, "doc_date": date(2022, 1, 20), "fund_level": "省"}
        self.add("ZJ01", unit, **(own | cells))

    def payment(self, number: str, project: str | None, unit: str = UNIT, **cells: Any) -> None:
        own = {"payment_no": number, "project_code": project, "doc_no": f"doc-{project}"}
        self.add("ZJ02", unit, **(own | {"pay_date": date(2022, 5, 1), "pay_kind": "进度款"} | cells))

    def clean_unit(self, unit: str) -> None:
        """One of everything, so that no target of the unit stands on nothing."""
        quiet, watched, ended = (
            self.household(f"{unit}-{kind}", unit) for kind in ("quiet", "watched", "ended")
        )
        self.pupil(f"{unit}-school", unit)
        self.episode(watched, unit)
        self.episode(ended, unit)
        self.elimination(ended, unit)
        self.accounting(quiet, unit)
        self.spell(f"{quiet}-1", unit)
        self.post(f"{watched}-1", unit)
        self.summary(unit)
        self.indicator("R29", unit)
        self.asset(f"{unit}-asset", unit, project_code=f"{unit}-project")
        untitled: dict[str, Any] = dict.fromkeys(
            ("confirmed_date", "confirmed_value", "ownership_level", "owner_name")
        )
        self.asset(f"{unit}-public", unit, asset_category="公益性", confirmed_flag="否", **untitled)
        self.asset_income(f"{unit}-asset", unit)
        self.project(f"{unit}-project", unit, project_type="种植业", accept_date=date(2022, 7, 10))
        self.rows["zj01"][-1] |= {"fund_level": "中央"}
        waiting = {"project_status": "已批复", "progress_pct": 0, "actual_start": None, "actual_finish": None}
        waiting |= {"plan_start": date(2022, 9, 1), "plan_finish": date(2022, 12, 1)}
        waiting |= {"approval_date": date(2022, 8, 1)}
        self.project(f"{unit}-next", unit, paid=0, payments=(), **waiting)
        self.indicator("J13", unit, value_cum=1)

    def complete(self) -> "City":
        """Fills the required cells that no builder cares about; a cell that is None stays blank."""
        for row in self.rows.get("pc01", []):
            row.setdefault("member_count", 2)
        complete(self.rows, AS_OF)
        for contract in load_forms().values():
            for row in self.rows.get(contract.seed, []):
                for column in contract.columns:
                    if column.required == "Y":
                        row.setdefault(column.name, _filler(column))
        return self

    def quarantine(self, form: str, unit: str, rows: int = 1) -> None:
        """Rows of a submission that could not be read; call before landing."""
        self.unread[form, unit] = rows

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


def placeholder(name: str, value: str | None, scope: str = "100000", **cells: Any) -> dict[str, Any]:
    """A value for a parameter that nobody has decided yet; the tests need one, the project ships none."""
    own = {"param_id": name, "scope_code": scope, "valid_from": date(2013, 1, 1), "value": value}
    return own | {"status": "placeholder", "confirmed": "N"} | cells


def clean_city() -> City:
    """Seven clean units: nothing to report anywhere, judged by a line of their own and with every rule on."""
    city = City()
    city.rows["parameter_override"] = [
        line(),
        *(switch(rule) for rule in OPTIONAL),
        placeholder("yield_floor", "0.02", unit="share"),
        placeholder("tender_threshold", "400", unit="万元"),
    ]
    for unit in read_reference("reporting_unit"):
        city.clean_unit(unit["reporting_unit_code"])
    return city


def line(value: str | None = "8000", scope: str = "4100", **cells: Any) -> dict[str, Any]:
    """The monitoring line from 2020 on: the project has none of its own."""
    row = {"param_id": "monitor_line", "scope_code": scope, "valid_from": date(2020, 1, 1)}
    return row | {"value": value, "unit": "元/人·年", "status": "placeholder"} | cells


def switch(rule: str, value: str = "on", scope: str = "100000") -> dict[str, Any]:
    row = {"param_id": f"rule_switch:{rule}", "scope_code": scope, "valid_from": date(2013, 1, 1)}
    return row | {"value": value, "unit": "switch", "status": "design"}


def income(prefix: str) -> dict[str, Any]:
    """An income that adds up: 10,000 + 5,000 - 1,000 + 100 + 200 = 14,300 for two."""
    expense = "expense" if prefix else "business_expense"
    parts = {"wage": 10000, "business": 5000, expense: 1000, "property": 100, "transfer": 200}
    return {f"{prefix}{name}": value for name, value in (parts | {"net": 14300, "net_pc": 7150}).items()}


def _filler(column: Column) -> Any:
    """A value that fits the column: the first label of its code list, else something of its type."""
    if column.code_list:
        labels = [r["label_zh"] for r in read_reference("code_list") if r["code_list"] == column.code_list]
        return labels[-1] if column.type == "bool_yn" else labels[0]
    if column.data_type == "varchar":
        return "甲"
    return date(2022, 1, 1) if column.data_type == "date" else 1


def _is_missing(submission_id: str, missing: tuple[tuple[str, str], ...]) -> bool:
    return tuple(submission_id.split("-")) in missing


@cache
def _listed_villages() -> set[str]:
    return {r["region_code"] for r in read_reference("region_scope") if r["level"] == "village"}


def _village(unit: str) -> dict[str, str]:
    listed = _listed_villages()
    row = next(
        r
        for r in read_reference("region_village")
        if r["reporting_unit_code"] == unit and r["village_code"] in listed
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
