"""Assets, what happens to them and what they earn; the support of a listed village."""

from datetime import date
from typing import Any

from mini_city.ledgers import UNIT, Ledgers


class Assets(Ledgers):
    """One asset has its title, its contract and its income."""

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

    def demonstration_village(self, programme: str, unit: str = UNIT, **cells: Any) -> None:
        """A listed village whose support has a project of its own; amounts in 万元."""
        own = {"programme": programme, "level": "市级", "apply_date": date(2022, 3, 1)}
        support = {"support_total": 33, "project_code": "示范村项目", "listed_date": date(2022, 4, 1)}
        self.add("SF01", unit, **(own | support | cells))
