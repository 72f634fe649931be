"""Plants a list of defects into a city, beside the suspects that its published figures bring along."""

from collections.abc import Sequence

import numpy as np

from lingcha.sample.books import REGISTER_FORMS, BookPlan
from lingcha.sample.city import City
from lingcha.sample.defects import Defect
from lingcha.sample.draft import Draft, NoRecord, no_record
from lingcha.sample.grids import village_of_grid
from lingcha.sample.ledgers import Ledgers
from lingcha.sample.planters import PLANTERS
from lingcha.sample.rounds import ROUND_STEP
from lingcha.sample.writing import RowRef


def plant(ledgers: Ledgers, defects: Sequence[Defect]) -> Draft:
    """Raises E_SAMPLE_DEFECTS when a unit (or the city) has no record left that could carry a defect."""
    city = ledgers.city
    draft = Draft(ledgers, city.rng("defects"))
    _expect_published_suspects(draft)
    codes = [u.code for u in city.places.units]
    turn = 0
    planted: dict[str, int] = {}
    for defect in defects:
        for _ in range(defect.count):
            n = planted.get(defect.name, 0)
            if defect.unit_code:
                order = [codes.index(defect.unit_code)]
            else:
                order = [(turn + i) % len(codes) for i in range(len(codes))]
                turn += 1
            if not _plant_one(draft, defect.name, order, n):
                raise no_record(defect.name, defect.unit_code, float(city.scale.share))
            planted[defect.name] = n + 1
    return draft


def _expect_published_suspects(draft: Draft) -> None:
    """到户类 assets at a village (AS-05) are in the published totals: right or wrong, they are suspects."""
    for row in np.flatnonzero(draft.ledgers.assets.household_at_village).tolist():
        draft.used_rows.add(("ZC01", row))
        draft.expect("AS-05", "ZC01", row, "asset_category", "ownership_level")


def _plant_one(draft: Draft, name: str, units: list[int], n: int) -> bool:
    """In the first of the units that has a record for it."""
    for unit in units:
        try:
            PLANTERS[name](draft, unit, n)
        except NoRecord:
            continue
        return True
    return False


def book_of(row: RowRef, books: Sequence[BookPlan], ledgers: Ledgers) -> BookPlan:
    """The workbook that holds a row, also one that was left out."""
    form, row_id = row
    if form in REGISTER_FORMS:
        areas = _areas(form, row_id, ledgers.city)
        return next(b for b in books if any(s.township_code in areas for s in b.sheets))
    unit = ledgers.of_units[form].unit_of(row_id)
    return next(b for b in books if b.unit == unit and any(s.form == form for s in b.sheets))


def _areas(form: str, row_id: int, city: City) -> tuple[str, str]:
    """Codes of the township and of the unit of a register row: a workbook holds one or the other."""
    village = city.places.villages[_village(form, row_id, city)]
    return village.township_code, city.places.units[village.unit].code


def _village(form: str, row_id: int, city: City) -> int:
    """Position of the village that a row of a township's form belongs to."""
    persons = {"JY01": city.spells.person, "JY02": city.assistance.person, "GY01": city.posts.person}
    if form == "PC02":
        return row_id
    if form == "WG01":
        return village_of_grid(city, row_id)
    if form in persons:
        row_id = int(persons[form][row_id])
    if form == "HJ02" or form in persons:
        return int(city.addresses.village[city.members.household[row_id]])
    return int(city.addresses.village[row_id % ROUND_STEP])
