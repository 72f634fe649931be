"""Employment, posts, and the figures of a month."""

from datetime import date
from typing import Any

from mini_city.ledgers import AS_OF, UNIT, Ledgers


class Work(Ledgers):
    """One person works, one holds a post."""

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

    def indicator(self, code: str, unit: str = UNIT, unit_name: str = "户", **cells: Any) -> None:
        own = {"month": AS_OF.replace(day=1), "indicator_code": code, "version": 1}
        self.add("BB01", unit, **(own | cells))["unit"] = unit_name
