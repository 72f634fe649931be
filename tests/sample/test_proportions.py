"""At any scale and seed the new ledgers keep the published proportions, exactly and inside their bounds."""

from datetime import date
from fractions import Fraction

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from lingcha.sample.accounting import _before
from lingcha.sample.apportion import scaled
from lingcha.sample.calendar import day, month_number
from lingcha.sample.city import City, build_city
from lingcha.sample.industries import make_shares, measures, varieties
from lingcha.sample.organisations import credit_codes
from lingcha.sample.places import Places, make_places
from lingcha.sample.posts import MONITORED, POOR
from lingcha.sample.targets import Scale, figures

AS_OF = date(2022, 8, 31)
# From one household in a thousand to one in fifty: the method is the same at every scale, only slower.
scales = st.fractions(Fraction(1, 1000), Fraction(1, 50), max_denominator=2000).map(Scale)
seeds = st.integers(0, 10**6)


def city(scale: Scale, seed: int) -> City:
    return build_city(scale, seed, AS_OF)


@settings(max_examples=20, deadline=None)
@given(scales, seeds)
def test_people_at_work_in_posts_in_training_are_scaled_figures(scale: Scale, seed: int) -> None:
    c = city(scale, seed)
    s, posts, t = c.spells, c.posts, c.training
    now = int(month_number(np.array([day(AS_OF)]))[0])
    before = (s.start <= now - 12) & (s.open | (s.end >= now - 12))
    assert len(np.unique(s.person[s.open])) == int(s.open.sum()) == scale.of("employed_persons")
    assert len(np.unique(s.person[before])) == int(before.sum()) == scale.of("employed_previous_persons")
    held = posts.group[posts.open]
    assert int((held == POOR).sum()) == scale.of("posts_poor")
    assert int((held == MONITORED).sum()) == scale.of("posts_monitored")
    assert len(np.unique(t.person)) == scale.of("trained_persons", at_least=3)
    assert int((t.level >= 0).sum()) == scale.of("certified_persons", at_least=2)
    helped = c.assistance.person[c.assistance.assisted >= 0]
    assert len(np.unique(helped)) == scale.of("assisted_persons", at_least=1)


@settings(max_examples=20, deadline=None)
@given(scales, seeds)
def test_spells_of_a_person_follow_each_other_and_fit_the_person(scale: Scale, seed: int) -> None:
    c = city(scale, seed)
    s = c.spells
    same = s.person[1:] == s.person[:-1]
    # A second spell begins after the end of the first, which therefore has one.
    assert (s.end[:-1][same] >= 0).all() and (s.start[1:][same] > s.end[:-1][same]).all()
    assert (s.seq == np.where(np.r_[False, same], 2, 1)).all()
    assert (s.open | (s.start <= s.end)).all()
    assert c.traits.works[s.person].all() and not c.traits.tekun[s.person].any()
    assert (c.traits.school[s.person] < 0).all()
    birth = month_number(c.people.birth[s.person])
    assert (s.start - birth > 16 * 12).all()
    # The register says the same: everybody with an open spell has a place of work, and nobody else of them.
    covered = c.groups[c.people.household] >= 0
    assert set(np.flatnonzero(covered & (c.work.place >= 0))) == set(s.person[s.open])


@settings(max_examples=20, deadline=None)
@given(scales, seeds)
def test_cooperatives_stand_in_villages_of_their_own(scale: Scale, seed: int) -> None:
    c = city(scale, seed)
    village, active = c.cooperatives.village, c.cooperatives.state == 0
    share = Fraction(len(c.places.villages), figures()["villages"])
    assert int(active.sum()) == scaled(figures()["cooperatives"], share)
    assert len(np.unique(village)) == len(village)
    covered = set(village[active].tolist())
    assert {int(v) for v in c.households.village[c.cooperatives.joined]} <= covered


@given(scales, seeds)
@settings(max_examples=20, deadline=None)
def test_every_measure_of_an_industry_adds_up(scale: Scale, seed: int) -> None:
    places = make_places(scale, np.random.default_rng(seed))
    shares = make_shares(scale, places, np.random.default_rng(seed))
    totals = np.zeros(len(measures()), dtype=np.int64)
    np.add.at(totals, shares.measure, shares.value)
    assert totals.tolist() == [scaled(m.value, scale.share) for m in measures()]
    assert (shares.value > 0).all()
    for m, variety in zip(shares.measure, shares.variety, strict=True):
        assert variety in varieties()[measures()[m].industry]


@given(
    st.lists(st.tuples(st.integers(1, 8), st.integers(7_000, 60_000), st.booleans()), min_size=1, max_size=60)
)
def test_the_year_before_has_its_total_near_the_income(rows: list[tuple[int, int, bool]]) -> None:
    size, per_head = np.array([r[0] for r in rows]), np.array([r[1] * 100 for r in rows])
    early, net = np.array([r[2] for r in rows]), size * per_head
    total = int(net.sum())
    before = _before(total, total // int(size.sum()), net, net, size, early)
    assert int(before.sum()) == total
    assert (before >= net * 8 // 10).all() and (before <= net * 13 // 10).all()


def test_who_was_monitored_since_has_the_mean_of_the_year_before() -> None:
    size, early = np.full(40, 3), np.arange(40) % 4 > 0
    net = np.random.default_rng(1).integers(2_500_000, 3_500_000, 40)
    before = _before(900_000 * 120, 900_000, net * 9 // 10, net, size, early)
    assert int(before.sum()) == 900_000 * 120
    assert int(before[~early].sum()) == 900_000 * 30


# GB 32100: values of the characters; weights are powers of three, the sum with the check is 0, modulo 31.
_VALUES = {c: i for i, c in enumerate("0123456789ABCDEFGHJKLMNPQRTUWXY")}


@settings(deadline=None)
@given(st.lists(st.integers(1, 999_999), min_size=1, max_size=30, unique=True))
def test_credit_codes_are_unique_and_their_check_character_is_right(numbers: list[int]) -> None:
    county = np.full(len(numbers), "411282", dtype=object)
    codes = credit_codes("93", county, np.array(numbers)).tolist()
    assert len(set(codes)) == len(numbers)
    for code in codes:
        assert len(code) == 18
        total = sum(_VALUES[c] * pow(3, i, 31) for i, c in enumerate(code[:17]))
        assert (total + _VALUES[code[17]]) % 31 == 0


def test_places_are_the_lists_of_the_bureau() -> None:
    whole: Places = make_places(Scale(Fraction(1)), np.random.default_rng(1))
    empty = [v for v, n in zip(whole.villages, whole.households, strict=True) if n == 0]
    assert (len(whole.villages), len(empty)) == (figures()["villages"], 1)
    assert not empty[0].screened and len(whole.villages) - len(empty) == figures()["villages_screened"]
    small = make_places(Scale(Fraction(1, 50)), np.random.default_rng(1))
    assert (small.households > 0).all()
