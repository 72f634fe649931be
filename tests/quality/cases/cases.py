"""A city under construction and what every rule must find in it; all other rules must stay silent."""

from collections import defaultdict
from datetime import date
from decimal import Decimal
from typing import Any

from mini_city import UNIT, City, clean_city

NEIGHBOUR, ELSEWHERE = "411203", "411281"


class Cases:
    """A city under construction and what the rules must find in it: {rule: [record_key, ...]}."""

    def __init__(self) -> None:
        self.city: City = clean_city()
        self.expected: dict[str, list[str]] = defaultdict(list)

    def expect(self, record_key: str, *rules: str, times: int = 1) -> None:
        """times: how often, where several units list a record under one key."""
        for rule in rules:
            assert record_key not in self.expected[rule], record_key
            self.expected[rule] += [record_key] * times

    def screened(self, code: str, *rules: str, **cells: Any) -> None:
        self.city.household(code, screened=0)
        self.city.screening(code, **cells)
        self.expect(f"{code}|2022-1", *rules)

    def episode(self, code: str, *rules: str, **cells: Any) -> None:
        self.city.household(code)
        self.city.episode(code, **cells)
        self.expect(f"{code}|1", *rules)

    def ended(self, code: str, *rules: str, identified: date | None = date(2022, 1, 1), **cells: Any) -> None:
        """An elimination by support; ``measure`` and household cells pass through."""
        flags = ("is_dangerous_house", "safe_water", "has_dropout", "has_uninsured")
        home = {k: cells.pop(k) for k in flags if k in cells}
        self.city.household(code, **home)
        self.city.episode(code, identified_month=identified)
        self.city.elimination(code, **cells)
        self.expect(f"{code}|1|1", *rules)

    def family(self, code: str, *people: dict[str, Any], **cells: Any) -> str:
        """A registered household with these members, and nothing else."""
        self.city.household(code, members=0, **({"member_count": len(people)} | cells))
        for number, person in enumerate(people):
            self.city.member(code, f"{code}-{number}", **person)
        return code

    def natural(self, code: str, *rules: str, people: list[dict[str, Any]], **cells: Any) -> None:
        """A natural elimination of a household that has left the register, with the members as given."""
        stays = sum(p.get("person_status", "在册") == "在册" for p in people)
        status = "在册" if stays else "整户迁出"
        self.city.household(code, members=0, screened=1, member_count=stays, household_status=status)
        for number, person in enumerate(people):
            self.city.member(code, f"{code}-{number}", **person)
        self.city.episode(code)
        self.city.elimination(code, measure=False, elim_mode="自然消除", **cells)
        self.expect(f"{code}|1|1", *rules)

    def person(self, code: str, *rules: str, **cells: Any) -> None:
        self.city.household(code, members=1, member_count=2)
        self.city.member(code, code, **cells)
        self.expect(code, *rules)

    def accounted(self, household: str, round_code: str, per_head: Any, **cells: Any) -> None:
        """An accounting of two members that adds up to this income per head; blank: without one (DQ-13)."""
        net = None if per_head is None else 2 * Decimal(per_head)
        nothing = (
            "business",
            "business_expense",
            "business_net",
            "property",
            "transfer",
            "wage_work",
            "wage_post",
        )
        parts: dict[str, Any] = dict.fromkeys((*nothing, "property_dividend", "transfer_pension"), 0)
        parts |= {"wage": net, "net": net, "net_pc": per_head}
        self.city.accounting(household, round_code=round_code, **(parts | cells))
        if net is None:
            self.expect(f"{household}|{round_code}", "DQ-13")

    def income(self, code: str, *rules: str, **cells: Any) -> None:
        self.city.accounting(code, **cells)
        self.expect(f"{code}|2022-2", *rules)

    def asset(self, code: str, *rules: str, unit: str = UNIT, **cells: Any) -> None:
        self.city.asset(code, unit, **cells)
        self.expect(code, *rules)

    def asset_year(
        self, code: str, *rules: str, asset: dict[str, Any] | None = None, year: Any = 2021, **cells: Any
    ) -> None:
        """An asset of its own with one year of income."""
        self.city.asset(code, **(asset or {}))
        self.city.asset_income(code, income_year=year, **cells)
        self.expect(f"{code}|{year or ''}", *rules)

    def project(self, code: str, *rules: str, unit: str = UNIT, **cells: Any) -> None:
        self.city.project(code, unit, **cells)
        self.expect(code, *rules)
