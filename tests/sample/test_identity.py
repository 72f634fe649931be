"""Invented people: valid check digits, impossible sequence numbers, nobody twice."""

import re
from collections import Counter
from datetime import date

import numpy as np
import pytest

from lingcha.errors import LingchaError
from lingcha.sample.identity import PREFIXES, allocate_ids, names, phones, prefix_index
from lingcha.sample.ledgers import Ledgers


def check_digit(first_17: str) -> str:
    """GB 11643 by its definition: powers of two modulo 11, not the printed list of weights."""
    total = sum(int(digit) * 2 ** (17 - place) for place, digit in enumerate(first_17))
    return "0123456789X"[(12 - total) % 11]


def test_every_number_is_valid_invented_and_unique(small: Ledgers) -> None:
    members, people = small.city.members, small.city.people
    registered = members.id_no[: len(people.household)].tolist()
    assert len(set(registered)) == len(registered) == 14_368
    for number, male, birth in zip(registered, people.male.tolist(), people.birth.tolist(), strict=True):
        assert re.fullmatch(r"[0-9]{6}[0-9]{8}99[0-9][0-9X]", number)
        assert check_digit(number[:17]) == number[17]
        assert int(number[16]) % 2 == male
        day = date.fromordinal(birth + date(1970, 1, 1).toordinal())
        assert number[6:14] == f"{day:%Y%m%d}"
        assert int(number[:6]) in PREFIXES


def test_people_carry_the_prefix_of_their_county_while_there_is_one(small: Ledgers) -> None:
    villages = small.city.places.villages
    own = sum(
        int(number[:6]) == PREFIXES[prefix_index(villages[v].county_code)]
        for number, v in zip(
            small.city.members.id_no.tolist(),
            small.city.addresses.village[small.city.members.household].tolist(),
            strict=True,
        )
    )
    assert own > 0.95 * len(small.city.members.id_no)
    zone = next(v for v in villages if small.city.places.units[v.unit].code == "4112SF")
    assert PREFIXES[prefix_index(zone.county_code)] == 411282
    assert PREFIXES[prefix_index("411271")] == 411202


def test_more_than_five_of_a_birthday_take_other_prefixes_until_none_is_left() -> None:
    births, home = np.full(50, 0), np.zeros(50, dtype=np.int64)
    ids = allocate_ids(births, np.ones(50, dtype=bool), home)
    assert len(set(ids.tolist())) == 50
    assert Counter(i[:6] for i in ids.tolist()) == {str(p): 5 for p in PREFIXES}
    with pytest.raises(LingchaError, match="E_SAMPLE_IDS"):
        allocate_ids(np.full(51, 0), np.ones(51, dtype=bool), np.zeros(51, dtype=np.int64))


def test_nobody_born_after_the_change_of_county_has_the_old_code() -> None:
    births = np.full(45, 17_000)
    ids = allocate_ids(births, np.zeros(45, dtype=bool), np.zeros(45, dtype=np.int64))
    assert not any(i.startswith("411222") for i in ids.tolist())


def test_telephones_are_one_per_household_and_well_formed() -> None:
    numbers = phones(430_000).tolist()
    assert len(set(numbers)) == len(numbers)
    assert all(re.fullmatch(r"1990[0-9]{7}", n) for n in numbers)


def test_names_have_two_or_three_characters() -> None:
    rng = np.random.default_rng(1)
    assert {len(n) for n in names(np.arange(100), rng.random(100) < 0.5, rng).tolist()} == {2, 3}
