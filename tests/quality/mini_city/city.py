"""Everything together, and seven units of which nothing is to be reported."""

from datetime import date
from typing import Any

from lingcha.project import read_reference
from mini_city.assets import Assets
from mini_city.landing import Landed
from mini_city.monitoring import Monitoring
from mini_city.parameters import OPTIONAL, line, placeholder, switch
from mini_city.people import People
from mini_city.projects import Projects
from mini_city.work import Work


class City(People, Monitoring, Work, Assets, Projects, Landed):
    """Ledgers of all kinds, ready to land."""

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
