"""What a county has added up follows its ledgers, wrong ones too: a planted defect is one mistake."""

from collections.abc import Mapping
from fractions import Fraction

from lingcha.project import read_reference
from lingcha.sample.draft import Draft
from lingcha.sample.summaries import screening_summary

_ONE = 10_000  # BB01 has four decimals


def add_to_village(draft: Draft, household: int, amounts: dict[str, int]) -> None:
    """Changes figures of the village of a household in PC02."""
    city = draft.ledgers.city
    village = int(city.households.village[household])
    table = screening_summary(city, city.places.villages[village].township_code)
    row = table.ids.tolist().index(village)
    before = draft.values.get(("PC02", village), {})
    stated = {name: int(before.get(name, table.columns[name][row])) for name in amounts}
    draft.change("PC02", village, {name: stated[name] + more for name, more in amounts.items()})


def add_to_unit(draft: Draft, unit: int, amounts: Mapping[str, int | Fraction]) -> None:
    """Changes cumulative figures of a unit in BB01, by code of the indicator, in its unit there."""
    codes = [r["indicator_code"] for r in read_reference("monthly_indicator")]
    values = draft.table("BB01").columns["value_cum"]
    for code, more in amounts.items():
        row = unit * len(codes) + codes.index(code)
        stated = int(draft.values.get(("BB01", row), {}).get("value_cum", values[row]))
        draft.change("BB01", row, {"value_cum": stated + int(more * _ONE)})
