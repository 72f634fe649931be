"""All tables of a city: those of whole units are made once, the registers township by township when they
are written.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from lingcha.sample.accounting import first_decisions
from lingcha.sample.alerts import alert_table
from lingcha.sample.apportion import Ints
from lingcha.sample.asset_event_tables import event_table, exemption_table
from lingcha.sample.asset_events import AssetEvents, make_asset_events
from lingcha.sample.asset_tables import asset_table, income_table
from lingcha.sample.assets import AssetIncome, Assets, make_asset_income, make_assets
from lingcha.sample.books import SheetPlan
from lingcha.sample.calendar import day
from lingcha.sample.city import City
from lingcha.sample.cooperative_tables import cooperative_table
from lingcha.sample.demonstration import demonstration_table
from lingcha.sample.employment_tables import assistance_table, employment_table, post_table
from lingcha.sample.episode_tables import elimination_table, episode_table, measure_table
from lingcha.sample.grids import grid_table
from lingcha.sample.industry_tables import entity_table, genealogy_table
from lingcha.sample.monthly import MonthlySources, monthly_table
from lingcha.sample.project_tables import allocation_table, beneficiary_table, payment_table, project_table
from lingcha.sample.projects import (
    Beneficiaries,
    Projects,
    make_beneficiaries,
    make_funds,
    make_projects,
)
from lingcha.sample.registers import household_table, member_table
from lingcha.sample.rounds import accounting_table, screening_table
from lingcha.sample.summaries import screening_summary
from lingcha.sample.table import Table
from lingcha.sample.training_tables import body_table, training_table

# Forms that come township by township, and how a sheet of each is made.
_OF_TOWNSHIP = {
    "HJ01": household_table,
    "HJ02": member_table,
    "PC01": screening_table,
    "PC02": screening_summary,
    "WG01": grid_table,
    "JY01": employment_table,
    "JY02": assistance_table,
    "GY01": post_table,
}


@dataclass
class Ledgers:
    """``of_unit(form)`` are the forms of whole units for the whole city; ``of_sheet`` is what stands on one
    sheet.
    """

    city: City

    @cached_property
    def assets(self) -> Assets:
        return make_assets(self.city.scale, self.city.places, self.city.calendar, self.city.rng("assets"))

    @cached_property
    def asset_income(self) -> AssetIncome:
        return make_asset_income(self.city.scale, self.assets, self.city.rng("asset income"))

    @cached_property
    def asset_events(self) -> AssetEvents:
        return make_asset_events(self.assets, self.city.calendar, self.city.rng("asset events"))

    @cached_property
    def projects(self) -> Projects:
        return make_projects(self.city.scale, self.city.places, self.city.calendar, self.city.rng("projects"))

    @cached_property
    def groups(self) -> Ints:
        """Household group at the end of the half year that XM02 reports on; -1 for ordinary households."""
        city, h = self.city, self.city.households
        due = city.calendar.due("XM02")
        assert due is not None  # half years always exist
        episodes = city.episodes
        monitored = first_decisions(episodes.household, episodes.steps.county, len(h.size)) <= day(due.end)
        return np.where(monitored, 2 - h.out_of_poverty, np.where(h.out_of_poverty, 0, -1))

    @cached_property
    def beneficiaries(self) -> Beneficiaries:
        city = self.city
        return make_beneficiaries(
            city.scale,
            self.projects,
            city.households,
            city.addresses.unit[: len(city.households.size)],
            self.groups >= 0,
            city.rng("beneficiaries"),
        )

    @cached_property
    def of_units(self) -> dict[str, Table]:
        """Tables of the forms that are not divided by township."""
        city = self.city
        allocations, payments = make_funds(self.projects, len(city.places.units), city.rng("funds"))
        year = city.calendar.due("ZC02")
        assert year is not None  # calendar years always exist
        entities, bodies = entity_table(city), body_table(city)
        sources = MonthlySources(self.assets, self.projects, payments, self.beneficiaries, bodies.unit)
        return {
            "ZC01": asset_table(city, self.assets, self.asset_income, self.asset_events),
            "ZC02": income_table(city, self.assets, self.asset_income, year.start.year),
            "XM01": project_table(city, self.projects, self.beneficiaries),
            "XM02": beneficiary_table(city, self.projects, self.beneficiaries, self.groups),
            "ZJ01": allocation_table(city, self.projects, allocations),
            "ZJ02": payment_table(city, self.projects, payments),
            "JC01": episode_table(city),
            "JC02": measure_table(city),
            "JC03": elimination_table(city),
            "ZC03": event_table(city, self.assets, self.asset_events),
            "HZ01": cooperative_table(city),
            "PX01": genealogy_table(city, entities),
            "PX02": entities,
            "SF01": demonstration_table(city),
            "JN01": training_table(city),
            "JN02": bodies,
            "BM01": alert_table(city),
            "HM01": exemption_table(city, self.assets),
            "BB01": monthly_table(city, sources),
        }

    def of_sheet(self, unit: int, sheet: SheetPlan) -> Table:
        """The rows of one sheet before any defect."""
        if sheet.form == "SZ01":
            return accounting_table(self.city, sheet.round, sheet.township_code)
        if sheet.form in _OF_TOWNSHIP:
            return _OF_TOWNSHIP[sheet.form](self.city, sheet.township_code)
        table = self.of_units[sheet.form]
        return table.take(np.flatnonzero(table.unit == unit))
