"""Which records of a unit can carry a defect: chosen so that one rule fires on them and no other."""

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from lingcha.sample.apportion import Ints
from lingcha.sample.draft import Draft, NoRecord

Planter = Callable[[Draft, int, int], None]


Flags = npt.NDArray[np.bool_]


def plain(draft: Draft, unit: int, least: int = 1) -> Ints:
    """Ordinary households of a unit, of at least so many members, that only registers and screening know."""
    h = draft.ledgers.city.households
    here = draft.ledgers.city.addresses.unit[: len(h.size)] == unit
    return np.flatnonzero(h.in_strata("rest") & here & (h.size >= least))


def episode_of(draft: Draft, unit: int, flags: Flags) -> int:
    """An episode of a unit for which the flag is set; its household is used from now on."""
    e = draft.ledgers.city.episodes
    # Second episodes are left alone: their household has two.
    fit = np.flatnonzero(flags & (draft.ledgers.city.addresses.unit[e.household] == unit) & (e.seq == 1))
    household = draft.household(e.household[fit])
    return int(fit[e.household[fit] == household][0])


def elimination_of(draft: Draft, unit: int, flags: Flags) -> tuple[int, int]:
    """An elimination of the screening: its episode and its position."""
    episode = episode_of(draft, unit, flags & draft.ledgers.city.episodes.gone)
    return episode, int(np.flatnonzero(draft.ledgers.city.eliminations.episode == episode)[0])


def every_episode(draft: Draft) -> Flags:
    return np.ones(len(draft.ledgers.city.episodes.household), dtype=bool)


def screened(draft: Draft, unit: int) -> int:
    """An ordinary household with a row in the screening."""
    if not draft.ledgers.city.calendar.screening_round:
        raise NoRecord
    return draft.household(plain(draft, unit))


def other_member(draft: Draft, unit: int) -> tuple[int, int]:
    """A member of an ordinary household who is not its head: the household and the position of the member."""
    household = draft.household(plain(draft, unit, least=2))
    return household, int(draft.ledgers.city.head[household]) + 1


def harmless_alert(draft: Draft, unit: int) -> tuple[int, int]:
    """An alert that led to nothing, by its id, and its household, which nobody monitors."""
    alerts, city = draft.table("BM01"), draft.ledgers.city
    rows = of_unit(draft, "BM01", unit, alerts.columns["included"] == "否")
    place = {code: i for i, code in enumerate(city.addresses.code[: len(city.households.size)].tolist())}
    home = {place[code]: int(r) for r in rows if (code := alerts.columns["household_code"][r]) in place}
    ordinary = np.intersect1d(plain(draft, unit), np.array(sorted(home), dtype=np.int64))
    household = draft.household(ordinary)
    return int(alerts.ids[home[household]]), household


def of_unit(draft: Draft, form: str, unit: int, flags: Flags | None = None) -> Ints:
    here = draft.table(form).unit == unit
    return np.flatnonzero(here if flags is None else here & flags)


def same_person(draft: Draft, households: Ints, *rules: str) -> None:
    """Give one adult the ID number and birth date of another of the same sex and nearly the same age."""
    people, members = draft.ledgers.city.people, draft.ledgers.city.members
    free = np.setdiff1d(households, np.array(sorted(draft.used), dtype=np.int64))
    adult = (people.age >= 22) & (people.age < 59) & np.isin(people.household, free)
    persons = np.flatnonzero(adult)
    persons = persons[np.lexsort((people.birth[persons], people.male[persons]))]
    first, second = persons[:-1], persons[1:]
    fits = (people.male[first] == people.male[second]) & (people.household[first] != people.household[second])
    fits &= ~(people.head[first] & people.head[second])
    if not fits.any():
        raise NoRecord
    first, second = first[fits], second[fits]
    nearest = int(np.argmin(people.birth[second] - people.birth[first]))
    original, copy = int(first[nearest]), int(second[nearest])
    # The head stays as he is: his number stands in the household register too.
    if people.head[copy]:
        original, copy = copy, original
    draft.used |= {int(people.household[original]), int(people.household[copy])}
    draft.change(
        "HJ02", copy, {"id_no": str(members.id_no[original]), "birth_date": int(people.birth[original])}
    )
    for rule in rules:
        for person in (original, copy):
            draft.expect(rule, "HJ02", person, "id_no")
