"""Projects, their funds and who gains by them."""

from datetime import date
from typing import Any

from mini_city.ledgers import UNIT, Ledgers


class Projects(Ledgers):
    """One project is finished, paid for and of use."""

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
