"""What happened to assets after they were registered (ZC03), and how ZC01 shows it.

Only assets that nobody has confirmed are disposed of or scrapped, so the confirmed value stays what it was;
handing over and a change of operation leave the value alone.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from lingcha.sample.apportion import Ints
from lingcha.sample.assets import HOUSEHOLD, OPERATING, PUBLIC, Assets
from lingcha.sample.calendar import Calendar, Days, day

HANDOVER, OPERATION, DISPOSAL, SCRAP = range(4)
KINDS = ("移交", "变更经营方式", "处置", "报废")
_PERCENT = 3


@dataclass(frozen=True)
class AssetEvents:
    """One element per event, at most one of an asset, by asset. kind: position in KINDS."""

    asset: Ints
    kind: Ints
    day: Days

    def of(self, kind: int, count: int) -> npt.NDArray[np.bool_]:
        """By asset: whether it had such an event."""
        flags = np.zeros(count, dtype=bool)
        flags[self.asset[self.kind == kind]] = True
        return flags


def make_asset_events(assets: Assets, calendar: Calendar, rng: np.random.Generator) -> AssetEvents:
    confirmed = assets.confirmed > 0
    pools = (
        confirmed & (assets.category == PUBLIC),
        confirmed & (assets.category == OPERATING),
        ~confirmed & (assets.category == PUBLIC),
        ~confirmed & (assets.category == HOUSEHOLD),
    )
    chosen = [np.flatnonzero(p) for p in pools]
    chosen = [rng.permutation(c)[: 1 + len(c) * _PERCENT // 100] for c in chosen]
    asset = np.concatenate(chosen)
    kind = np.repeat(np.arange(len(KINDS)), [len(c) for c in chosen])
    order = np.argsort(asset)
    days = day(calendar.as_of) - rng.integers(10, 230, len(asset))
    return AssetEvents(asset[order], kind[order], days)
