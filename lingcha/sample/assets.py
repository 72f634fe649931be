"""Assets and the income of operating ones (ZC01, ZC02). All values in 0.01 万元.

The confirmed value is exact per category and level (see ``targets``), the income exact in total and in what
脱贫村 keep of it. Confirmations end before the cut-off of the published total, the end of the previous year.
"""

from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from lingcha.sample.apportion import Ints, apportion, scaled, spread_between
from lingcha.sample.calendar import Calendar, Days, day
from lingcha.sample.places import Places
from lingcha.sample.targets import Scale, asset_values

PUBLIC, OPERATING, HOUSEHOLD = "公益性", "经营性", "到户类"
_COUNTS = {PUBLIC: "assets_public", OPERATING: "assets_operating", HOUSEHOLD: "assets_household"}
# Of these every unit has some, however small the city: each rule on assets needs one to be shown on.
_PER_UNIT = ((PUBLIC, "村"), (OPERATING, "村"), (HOUSEHOLD, "户"))
_LEAST = 5
_UNCONFIRMED_PERCENT = 3


@dataclass(frozen=True)
class Assets:
    """One element per asset, by unit. kind: category and level as named; confirmed: 0 when not confirmed."""

    unit: Ints
    village: Ints
    category: npt.NDArray[np.object_]
    level: npt.NDArray[np.object_]
    confirmed: Ints
    original: Ints
    project_year: Ints
    confirmed_on: Days
    poor_village: npt.NDArray[np.bool_]

    @property
    def household_at_village(self) -> npt.NDArray[np.bool_]:
        """The published totals put more value into 到户类 than to households: this is the rest of it."""
        return (self.category == HOUSEHOLD) & (self.level != "户") & (self.confirmed > 0)

    @property
    def operating(self) -> npt.NDArray[np.bool_]:
        """Those with income: confirmed and 经营性."""
        return (self.category == OPERATING) & (self.confirmed > 0)


@dataclass(frozen=True)
class AssetIncome:
    """One element per operating asset. kept: by the collective; the others go to the purposes of their
    names.
    """

    asset: Ints
    due: Ints
    received: Ints
    kept: Ints
    households: Ints
    posts: Ints
    public: Ints


def make_assets(scale: Scale, places: Places, calendar: Calendar, rng: np.random.Generator) -> Assets:
    villages_per_unit = np.bincount(places.unit_of_village, minlength=len(places.units))
    cells = list(asset_values())
    full = np.array(list(asset_values().values()))
    values = apportion(scaled(int(full.sum()), scale.share), full)
    parts: list[tuple[Ints, Ints, tuple[str, str]]] = []
    for cell, value in zip(cells, values.tolist(), strict=True):
        each = _LEAST * (cell in _PER_UNIT)
        count = max(_assets_in(cell, scale), each * len(places.units))
        units = np.repeat(np.arange(len(places.units)), apportion(count, villages_per_unit, minimum=each))
        weights = rng.integers(20, 200, size=count) ** 2
        parts.append((units, apportion(value, weights, minimum=min(50, value // count)), cell))
        # Some more of the same kind that nobody has confirmed yet.
        waiting = np.repeat(
            np.arange(len(places.units)), apportion(count * _UNCONFIRMED_PERCENT // 100, villages_per_unit)
        )
        parts.append((waiting, np.zeros(len(waiting), dtype=np.int64), cell))
    unit = np.concatenate([p[0] for p in parts])
    confirmed = np.concatenate([p[1] for p in parts])
    category = np.concatenate([np.full(len(p[0]), p[2][0], dtype=object) for p in parts])
    level = np.concatenate([np.full(len(p[0]), p[2][1], dtype=object) for p in parts])
    order = np.lexsort((rng.random(len(unit)), unit))
    unit, confirmed, category, level = unit[order], confirmed[order], category[order], level[order]
    original = np.where(confirmed > 0, confirmed + confirmed * rng.integers(0, 6, len(unit)) // 100, 0)
    original = np.where(original == 0, rng.integers(2_000, 20_000, len(unit)), original)
    village, poor = _villages(scale, places, unit, (category == OPERATING) & (confirmed > 0), rng)
    end = day(date(calendar.as_of.year - 1, 12, 20))
    confirmed_on = end - rng.integers(0, 500, size=len(unit))
    year = rng.integers(2013, calendar.as_of.year - 3, size=len(unit))
    return Assets(unit, village, category, level, confirmed, original, year, confirmed_on, poor)


def _assets_in(cell: tuple[str, str], scale: Scale) -> int:
    """Number of assets of a category at a level, in proportion to its value; one for the 到户类 at 村."""
    if cell == (HOUSEHOLD, "村"):
        return 1
    of_category = {k: v for k, v in asset_values().items() if k[0] == cell[0] and k != (HOUSEHOLD, "村")}
    counts = apportion(scale.of(_COUNTS[cell[0]]), list(of_category.values()))
    return max(1, int(counts[list(of_category).index(cell)]))


def _villages(
    scale: Scale, places: Places, unit: Ints, operating: npt.NDArray[np.bool_], rng: np.random.Generator
) -> tuple[Ints, npt.NDArray[np.bool_]]:
    """A village for every asset, and whether it is a 脱贫村; each 脱贫村 has an operating asset, most lie
    in one.
    """
    of_unit = places.unit_of_village
    sizes = np.bincount(of_unit, minlength=len(places.units))
    village = np.zeros(len(unit), dtype=np.int64)
    poor = np.zeros(len(places.villages), dtype=bool)
    wanted = apportion(max(scale.of("asset_income_villages"), len(sizes)), sizes, minimum=1)
    for u in range(len(places.units)):
        mine = np.flatnonzero(of_unit == u)
        here = np.flatnonzero(unit == u)
        village[here] = rng.choice(mine, size=len(here))
        working = here[operating[here]]
        chosen = rng.choice(mine, size=min(int(wanted[u]), len(mine), len(working)), replace=False)
        poor[chosen] = True
        most = working[: len(working) * 4 // 5]
        village[most] = rng.choice(chosen, size=len(most))
        village[working[: len(chosen)]] = chosen
    return village, poor[village]


def make_asset_income(scale: Scale, assets: Assets, rng: np.random.Generator) -> AssetIncome:
    asset = np.flatnonzero(assets.operating)
    weights = assets.confirmed[asset] * rng.integers(70, 131, size=len(asset))
    received = apportion(scale.of("asset_income_received"), weights, minimum=4)
    due = received + received * rng.integers(0, 9, size=len(asset)) // 100
    kept = received * rng.integers(55, 76, size=len(asset)) // 100
    poor = assets.poor_village[asset]
    low, high = received[poor] // 5, received[poor] * 19 // 20
    # In a small city the few assets may not leave room for the published share.
    total = int(np.clip(scale.of("asset_income_collective"), low.sum(), high.sum()))
    kept[poor] = spread_between(total, kept[poor], low, high)
    rest = received - kept
    households, posts = rest * 2 // 5, rest // 5
    return AssetIncome(asset, due, received, kept, households, posts, rest // 5)
