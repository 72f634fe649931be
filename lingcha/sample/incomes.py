"""Household incomes whose parts add up to the fen, and whose sum is exactly what it should be."""

from dataclasses import dataclass

import numpy as np

from lingcha.sample.apportion import Ints, spread_between


@dataclass(frozen=True)
class IncomeParts:
    """In 分, per household: net = wage + business - expense + property + transfer; all parts above zero."""

    wage: Ints
    business: Ints
    expense: Ints
    property: Ints
    transfer: Ints


def split_income(net: Ints, rng: np.random.Generator, other_share: float = 0.1) -> IncomeParts:
    """Parts of a net income; ``other_share`` is about the part of property and transfer in it."""
    count = len(net)
    transfer = (net * (other_share * rng.uniform(0.6, 1.2, count))).astype(np.int64)
    return business_from_rest(
        net, transfer, (net * other_share * rng.uniform(0.04, 0.16, count)).astype(np.int64), rng
    )


def business_from_rest(net: Ints, transfer: Ints, prop: Ints, rng: np.random.Generator) -> IncomeParts:
    """Wage and business from what is left; the expense raises the gross business income, not the net."""
    earned = net - transfer - prop
    wage = (earned * rng.uniform(0.5, 0.8, len(net))).astype(np.int64) // 100 * 100
    expense = ((earned - wage) * rng.uniform(0.2, 0.5, len(net))).astype(np.int64) // 100 * 100
    return IncomeParts(wage, earned - wage + expense, expense, prop, transfer)


def nets_with_sum(total: int, members: Ints, low: Ints, high: int, rng: np.random.Generator) -> Ints:
    """Net incomes in 分 of households with so many members, ``total`` together.

    low and high bound the income per head of each household.
    """
    mean = total / max(int(members.sum()), 1)
    per_head = np.clip(rng.normal(mean, 0.18 * mean, len(members)), low, high)
    return spread_between(total, (members * per_head).astype(np.int64), members * low, members * high)
