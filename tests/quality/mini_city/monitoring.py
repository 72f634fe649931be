"""Monitored households: identified, supported, eliminated, and what they live on."""

from datetime import date, timedelta
from typing import Any

from mini_city.ledgers import UNIT, Ledgers


class Monitoring(Ledgers):
    """One episode runs by the book."""

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


def income(prefix: str) -> dict[str, Any]:
    """An income that adds up: 10,000 + 5,000 - 1,000 + 100 + 200 = 14,300 for two."""
    expense = "expense" if prefix else "business_expense"
    parts = {"wage": 10000, "business": 5000, expense: 1000, "property": 100, "transfer": 200}
    return {f"{prefix}{name}": value for name, value in (parts | {"net": 14300, "net_pc": 7150}).items()}
