"""Households, their members, and their screening."""

from datetime import date, timedelta
from typing import Any

from mini_city.id_numbers import birth_in, id_number
from mini_city.ledgers import ROUND, UNIT, Ledgers


class People(Ledgers):
    """One household is registered, insured, screened and without a problem."""

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

    def earlier_household(
        self, code: str, period_end: date, unit: str = UNIT, replaced: bool = False, **cells: Any
    ) -> None:
        """The household in the register of an earlier month; ``replaced``: in a version not in force."""
        self.household(code, unit, members=0, screened=0, **cells)
        name = f"HJ01-{unit}-{period_end:%Y%m%d}" + ("-old" if replaced else "")
        self.rows["hj01"][-1]["submission_id"] = name
        self.earlier[name] = ("HJ01", unit, period_end)

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

    def summary(self, unit: str = UNIT, **cells: Any) -> None:
        """What the village's screening adds up to, unless a cell says otherwise."""
        self.add("PC02", unit, **({"screen_round": ROUND} | cells))
