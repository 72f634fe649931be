"""Defects for the rules of data quality that are about households and their members."""

import numpy as np

from lingcha.sample.draft import Draft
from lingcha.sample.families import RELATIONS
from lingcha.sample.planters.choosing import Flags, Planter, other_member, plain
from lingcha.sample.traits import LABOUR, SCHOOLS


def member(draft: Draft, unit: int, fits: Flags) -> int:
    """A member of an ordinary household for whom the flag is set."""
    people = draft.ledgers.city.people
    persons = np.flatnonzero(fits & np.isin(people.household, plain(draft, unit)))
    household = draft.household(people.household[persons])
    return int(persons[people.household[persons] == household][0])


def adult(draft: Draft, unit: int) -> int:
    """Somebody who works, is neither head nor near a limit of age."""
    people, traits = draft.ledgers.city.people, draft.ledgers.city.traits
    fits = (people.age >= 25) & (people.age < 55) & (people.place > 0) & (traits.school < 0)
    return member(draft, unit, fits & (traits.labour == LABOUR.index("普通劳动力")) & (traits.health == 0))


def id_too_short(draft: Draft, unit: int, n: int) -> None:
    _, person = other_member(draft, unit)
    draft.change("HJ02", person, {"id_no": str(draft.ledgers.city.members.id_no[person])[:17]})
    draft.expect("DQ-01", "HJ02", person, "id_no")


def other_birth_date(draft: Draft, unit: int, n: int) -> None:
    person = adult(draft, unit)
    draft.change("HJ02", person, {"birth_date": int(draft.ledgers.city.members.birth[person]) + 1})
    draft.expect("DQ-03", "HJ02", person, "id_no", "birth_date")


def other_head(draft: Draft, unit: int, n: int) -> None:
    household, person = other_member(draft, unit)
    draft.change("HJ01", household, {"head_id_no": str(draft.ledgers.city.members.id_no[person])})
    draft.expect("DQ-05", "HJ01", household, "head_id_no")


def daughter_as_son(draft: Draft, unit: int, n: int) -> None:
    people = draft.ledgers.city.people
    names = ("之子", "之女") if n % 2 else ("之女", "之子")
    person = member(draft, unit, people.relation == RELATIONS.index(names[0]))
    draft.change("HJ02", person, {"relation": names[1]})
    draft.expect("DQ-06", "HJ02", person, "relation", "sex")


def no_education(draft: Draft, unit: int, n: int) -> None:
    person = adult(draft, unit)
    draft.change("HJ02", person, {"education": ""})
    draft.expect("DQ-08", "HJ02", person, "education", "school_status")


def unknown_code(draft: Draft, unit: int, n: int) -> None:
    person = adult(draft, unit)
    draft.change("HJ02", person, {"political": "民主党派"})
    draft.expect("DQ-09", "HJ02", person, "political")


def too_young_for_school(draft: Draft, unit: int, n: int) -> None:
    pupils = draft.ledgers.city.traits.school == SCHOOLS.index("小学")
    person = member(draft, unit, pupils)
    draft.change("HJ02", person, {"school_status": "本科一年级"})
    draft.expect("DQ-10", "HJ02", person, "school_status")


def healthy_without_labour(draft: Draft, unit: int, n: int) -> None:
    person = adult(draft, unit)
    draft.change("HJ02", person, {"labour_skill": "丧失劳动力"})
    draft.expect("DQ-11", "HJ02", person, "labour_skill")


def insured_twice(draft: Draft, unit: int, n: int) -> None:
    person = adult(draft, unit)
    draft.change("HJ02", person, {"med_resident": "是", "med_worker": "是"})
    draft.expect("DQ-12", "HJ02", person, "med_resident", "med_worker")


def phone_too_short(draft: Draft, unit: int, n: int) -> None:
    household = draft.household(plain(draft, unit))
    draft.change("HJ01", household, {"household_phone": str(draft.ledgers.city.phone[household])[:10]})
    draft.expect("DQ-20", "HJ01", household, "household_phone")


def impossible_area(draft: Draft, unit: int, n: int) -> None:
    household = draft.household(plain(draft, unit))
    column, value = (("cropland_mu", 10_001), ("forest_mu", 20_001), ("road_distance_km", 501))[n % 3]
    draft.change("HJ01", household, {column: value})
    draft.expect("DQ-21", "HJ01", household, column)


def other_county(draft: Draft, unit: int, n: int) -> None:
    household = draft.household(plain(draft, unit))
    draft.change("HJ01", household, {"county_name": "洛宁县"})
    draft.expect("DQ-22", "HJ01", household, "county_name")


def not_backed(draft: Draft, unit: int, n: int) -> None:
    """Old people of a 脱贫户 without benefits lose their last labour; none of them works or holds a post."""
    city, h = draft.ledgers.city, draft.ledgers.city.households
    people, size = city.people, len(h.size)
    young = people.age < 60
    young |= city.traits.dibao | city.traits.tekun
    young[np.r_[city.spells.person, city.posts.person]] = True
    fits = (
        h.out_of_poverty & ~h.monitored & (np.bincount(people.household, weights=young, minlength=size) == 0)
    )
    household = draft.household(np.flatnonzero(fits & (city.addresses.unit[:size] == unit)))
    for person in np.flatnonzero(people.household == household).tolist():
        draft.change("HJ02", person, {"labour_skill": "无劳动力"})
    draft.expect("DQ-25", "HJ01", household, "no_labour_backstop")


RULES: dict[str, Planter] = {
    "DQ-01": id_too_short,
    "DQ-03": other_birth_date,
    "DQ-05": other_head,
    "DQ-06": daughter_as_son,
    "DQ-08": no_education,
    "DQ-09": unknown_code,
    "DQ-10": too_young_for_school,
    "DQ-11": healthy_without_labour,
    "DQ-12": insured_twice,
    "DQ-20": phone_too_short,
    "DQ-21": impossible_area,
    "DQ-22": other_county,
    "DQ-25": not_backed,
}
