"""Spreading whole numbers: exact totals, in proportion, inside the bounds."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lingcha.sample.apportion import (
    apportion,
    choose_with_sum,
    interleave,
    scaled,
    sizes_with_sum,
    spread_between,
)

weights = st.lists(st.integers(0, 10**6), min_size=1, max_size=40)


@given(st.integers(0, 10**12), weights)
def test_shares_add_up_and_stay_within_one_of_the_quota(total: int, parts: list[int]) -> None:
    shares = apportion(total, parts)
    assert int(shares.sum()) == total
    if any(parts):
        quotas = [Fraction(total * p, sum(parts)) for p in parts]
        assert all(abs(Fraction(int(s)) - q) < 1 for s, q in zip(shares, quotas, strict=True))


@given(st.integers(0, 10**6), weights, st.integers(0, 50))
def test_nobody_gets_less_than_the_minimum(extra: int, parts: list[int], minimum: int) -> None:
    shares = apportion(extra + minimum * len(parts), parts, minimum)
    assert shares.min() >= minimum
    assert int(shares.sum()) == extra + minimum * len(parts)


@given(st.integers(1, 10**6), weights, st.integers(1, 1000))
def test_proportional_weights_give_the_same_shares(total: int, parts: list[int], factor: int) -> None:
    assert apportion(total, parts).tolist() == apportion(total, [factor * p for p in parts]).tolist()


def test_the_largest_remainders_get_the_rest_the_first_among_equals() -> None:
    assert apportion(10, [1, 1, 1]).tolist() == [4, 3, 3]
    assert apportion(100, [333, 333, 334]).tolist() == [33, 33, 34]
    assert apportion(0, []).tolist() == []


@pytest.mark.parametrize("total, parts, minimum", [(5, [1, 1], 3), (1, [], 0), (5, [1, -1], 0)])
def test_impossible_shares_are_refused(total: int, parts: list[int], minimum: int) -> None:
    with pytest.raises(ValueError, match="cannot spread"):
        apportion(total, parts, minimum)


@given(st.data(), st.integers(1, 30))
def test_spread_between_keeps_total_and_bounds(data: st.DataObject, count: int) -> None:
    low = np.array(data.draw(st.lists(st.integers(0, 10**6), min_size=count, max_size=count)))
    room = np.array(data.draw(st.lists(st.integers(0, 10**6), min_size=count, max_size=count)))
    start = np.array(data.draw(st.lists(st.integers(0, 10**7), min_size=count, max_size=count)))
    total = data.draw(st.integers(int(low.sum()), int((low + room).sum())))
    values = spread_between(total, start, low, low + room)
    assert int(values.sum()) == total
    assert (values >= low).all() and (values <= low + room).all()


def test_a_total_outside_the_bounds_is_refused() -> None:
    with pytest.raises(ValueError, match="outside the bounds"):
        spread_between(10, np.array([1]), np.array([0]), np.array([9]))


@given(st.integers(1, 300), st.integers(0, 10**6))
def test_sizes_have_the_sum_and_fit_a_household(count: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    total = count + seed % (7 * count + 1)
    sizes = sizes_with_sum(count, total, 8, rng)
    assert len(sizes) == count and int(sizes.sum()) == total
    assert sizes.min() >= 1 and sizes.max() <= 8


@given(st.lists(st.integers(0, 20), min_size=1, max_size=6), st.integers(0, 10**6))
def test_interleaving_keeps_the_counts_and_spreads_them(counts: list[int], seed: int) -> None:
    labels = interleave(counts, np.random.default_rng(seed))
    assert np.bincount(labels, minlength=len(counts)).tolist() == counts
    for label, count in enumerate(counts):
        places = np.flatnonzero(labels == label)
        # Between two of a kind no other kind comes more often than its share allows, plus one at each end.
        if count > 1:
            assert np.diff(places).max() <= sum(c // count + 2 for c in counts)


@given(st.lists(st.integers(1, 8), min_size=1, max_size=60), st.data())
def test_a_choice_is_distinct_and_never_farther_from_the_sum_than_chance(
    sizes: list[int], data: st.DataObject
) -> None:
    count = data.draw(st.integers(0, len(sizes)))
    total = data.draw(st.integers(0, sum(sizes)))
    chosen = choose_with_sum(np.array(sizes), count, total, np.random.default_rng(1))
    assert len(set(chosen.tolist())) == len(chosen) == count
    first = np.random.default_rng(1).permutation(len(sizes))[:count]
    got, chance = int(np.array(sizes)[chosen].sum()), int(np.array(sizes)[first].sum())
    assert abs(got - total) <= abs(chance - total)


def test_a_choice_meets_the_sum_when_sizes_are_plenty() -> None:
    sizes = np.tile(np.arange(1, 9), 50)
    chosen = choose_with_sum(sizes, 120, 330, np.random.default_rng(3))
    assert int(sizes[chosen].sum()) == 330


def test_scaling_rounds_half_up_without_floating_point() -> None:
    assert scaled(5, Fraction(1, 10)) == 1
    assert scaled(4, Fraction(1, 10)) == 0
    assert scaled(1_436_848, Fraction("0.002")) == 2874
