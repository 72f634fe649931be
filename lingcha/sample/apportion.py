"""Spreads whole numbers so that totals are exact.

Largest remainder: every share gets the whole part of ``total * weight / sum(weights)``; what is left goes,
one each, to the largest remainders, and among equal remainders to the first. Amounts are spread the same
way in their smallest unit (分, or 0.01 万元), so a published total comes out to its last digit at every
scale.
"""

from fractions import Fraction

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]


def scaled(value: int, scale: Fraction) -> int:
    """``value * scale`` rounded half-up to a whole number, without floating point."""
    return int((value * scale + Fraction(1, 2)).__floor__())


def apportion(total: int, weights: npt.ArrayLike, minimum: int = 0) -> Ints:
    """Whole numbers >= minimum that add up to ``total``, in proportion to the weights (whole, not negative).

    Raises ValueError when the minimum alone exceeds the total or when there is nobody to give to.
    """
    shares = np.asarray(weights, dtype=np.int64)
    rest = total - minimum * len(shares)
    if rest < 0 or (len(shares) == 0 and total != 0) or (shares < 0).any():
        raise ValueError(f"cannot spread {total} over {len(shares)} shares of at least {minimum}")
    if len(shares) == 0:
        return shares
    if not shares.any():
        shares = np.ones_like(shares)
    whole, remainder = _divide(rest, shares)
    missing = rest - int(whole.sum())
    whole[np.argsort(-remainder, kind="stable")[:missing]] += 1
    return whole + minimum


def _divide(total: int, shares: Ints) -> tuple[Ints, Ints]:
    """Whole part and remainder of total * share / sum; in Python integers where 64 bits would overflow."""
    sum_shares = int(shares.sum())
    if total * int(shares.max()) < 2**62:
        return np.divmod(total * shares, sum_shares)
    pairs = [divmod(total * int(s), sum_shares) for s in shares]
    whole = np.array([p[0] for p in pairs], dtype=np.int64)
    # Only the order of the remainders matters, so they may be cut to 62 bits.
    return whole, np.array([(p[1] << 62) // sum_shares for p in pairs], dtype=np.int64)


def spread_between(total: int, start: Ints, low: Ints, high: Ints) -> Ints:
    """The values ``start``, moved as evenly as their room allows until they add up to ``total``.

    low <= result <= high for every element. Raises ValueError when the bounds do not allow the total.
    """
    if not int(low.sum()) <= total <= int(high.sum()):
        raise ValueError(f"{total} is outside the bounds {int(low.sum())}..{int(high.sum())}")
    values = np.clip(start, low, high)
    gap = total - int(values.sum())
    if gap > 0:
        values = values + _within(gap, high - values)
    elif gap < 0:
        values = values - _within(-gap, values - low)
    return values


def _within(amount: int, room: Ints) -> Ints:
    """``amount`` in proportion to the room of each; the whole part never exceeds the room, nor does one
    more.
    """
    return apportion(amount, room) if amount else np.zeros_like(room)


def interleave(counts: npt.ArrayLike, rng: np.random.Generator) -> Ints:
    """A sequence of labels 0..k-1 with ``counts[k]`` of each, every label spread evenly over the sequence."""
    sizes = np.asarray(counts, dtype=np.int64)
    labels = np.repeat(np.arange(len(sizes)), sizes)
    within = np.arange(len(labels)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    keys = (within + np.repeat(rng.random(len(sizes)), sizes)) / np.repeat(np.maximum(sizes, 1), sizes)
    return labels[np.argsort(keys, kind="stable")]


def sizes_with_sum(count: int, total: int, high: int, rng: np.random.Generator) -> Ints:
    """``count`` whole numbers from 1 to ``high`` with the sum ``total``, scattered around their mean."""
    if count == 0 and total == 0:
        return np.zeros(0, dtype=np.int64)
    mean = total / max(count, 1)
    start = 1 + rng.binomial(high - 1, min(max((mean - 1) / (high - 1), 0.0), 1.0), size=count)
    ones, highs = np.ones(count, dtype=np.int64), np.full(count, high, dtype=np.int64)
    return rng.permutation(spread_between(total, start.astype(np.int64), ones, highs))


def choose_with_sum(sizes: Ints, count: int, total: int, rng: np.random.Generator) -> Ints:
    """Positions of ``count`` elements whose sizes add up to ``total``, or as near to it as the sizes allow.

    Starts from a random choice and exchanges single elements, in small steps, while that brings it nearer.
    """
    order = rng.permutation(len(sizes))
    chosen, free = order[:count], order[count:]
    pools = {int(s): [p for p in free if sizes[p] == s] for s in np.unique(sizes)}
    gap = total - int(sizes[chosen].sum())
    moved = True
    while gap and moved:
        moved = False
        for place in range(count):
            own = int(sizes[chosen[place]])
            steps = [s - own for s in pools if pools[s] and (0 < s - own <= gap or gap <= s - own < 0)]
            if steps:
                step = min(steps, key=abs)
                pools[own].append(chosen[place])
                chosen[place] = pools[own + step].pop()
                gap -= step
                moved = True
    return np.sort(chosen)
