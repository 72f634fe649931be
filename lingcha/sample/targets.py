"""How large a sample city is: the published figures, scaled.

``targets.csv`` holds the city at scale 1.0, published figures with their number and chosen ones marked as
such. ``asset_values.csv`` holds the confirmed value by category and level in 0.01 万元 (百元). The
published parts do not add up to the published total under half-up rounding: 264,282 + 118,268 + 247,066 =
629,616 against 629,614, which is exactly on the bound. Every category therefore lies at the lower end of
what rounds to its figure (264,281.50 + 118,267.50 + 247,065.50 = 629,614.50); the total equals the
published one only when it is cut or rounded half-even. The levels add up to the same 629,614.50, each
within half a unit of its figure. At least 211.62 万元 of 到户类 is confirmed at 村: the letter's own
figures ask for it.

Below about scale 0.005 floors keep at least one record of each kind per reporting unit, so that every unit
can deliver every form; above it all counts are proportional, and at 1.0 they are the figures themselves.
"""

import csv
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path

from lingcha.errors import LingchaError
from lingcha.sample.apportion import scaled

SMALLEST, LARGEST = Fraction(1, 2000), Fraction(1)


@cache
def figures() -> dict[str, int]:
    """The city at scale 1.0, by name."""
    with (Path(__file__).parent / "targets.csv").open(encoding="utf-8", newline="") as handle:
        return {r["name"]: int(r["value"]) for r in csv.DictReader(handle)}


@cache
def asset_values() -> dict[tuple[str, str], int]:
    """(category, level) -> confirmed value at scale 1.0 in 0.01 万元."""
    with (Path(__file__).parent / "asset_values.csv").open(encoding="utf-8", newline="") as handle:
        return {(r["asset_category"], r["ownership_level"]): int(r["value"]) for r in csv.DictReader(handle)}


@dataclass(frozen=True)
class Scale:
    """A share of the city; ``of("projects")`` is a figure scaled and rounded half-up, never below
    ``at_least``.
    """

    share: Fraction

    def of(self, name: str, at_least: int = 0) -> int:
        return max(scaled(figures()[name], self.share), at_least)


def make_scale(text: str | float | Fraction) -> Scale:
    """Raises E_SAMPLE_SCALE for what is no number from 0.0005 to 1."""
    try:
        share = Fraction(str(text))
    except (ValueError, ZeroDivisionError):
        share = Fraction(0)
    if not SMALLEST <= share <= LARGEST:
        raise LingchaError("E_SAMPLE_SCALE", f"样例规模 {text} 不对：应为 0.0005 到 1 之间的数，例如 0.002。")
    return Scale(share)
