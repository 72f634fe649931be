"""HZ01 of the whole city; ids are positions of the co-operatives."""

import numpy as np
import numpy.typing as npt

from lingcha.sample import identity
from lingcha.sample.addresses import place_columns
from lingcha.sample.apportion import Ints
from lingcha.sample.city import City
from lingcha.sample.cooperatives import ACTIVE
from lingcha.sample.organisations import credit_codes
from lingcha.sample.posts import MONITORED
from lingcha.sample.table import Column, Table, numbered, pick, same

_COLLECTIVE, _FARMERS = "村集体股份经济合作社", "农民专业合作社"
_INDUSTRIES = ("果品", "食用菌", "中药材", "蔬菜", "烟叶", "林果", "畜牧", "水产")
_STATES = ("正常", "停业", "注销")


def cooperative_table(city: City) -> Table:
    """HZ01; members are the households that the register names as such."""
    c, rng = city.cooperatives, city.rng("HZ01")
    count = len(c.village)
    place = place_columns(city.places, c.village)
    county = np.array([v.county_code for v in city.places.villages], dtype=object)[c.village]
    number = np.arange(1, count + 1)
    farmers = rng.random(count) < 0.3
    active = c.state == ACTIVE
    codes = np.where(farmers, credit_codes("93", county, number), credit_codes("N2", county, number))
    collective, own = rng.integers(2_000, 40_000, count), rng.integers(500, 30_000, count)
    other = np.where(rng.random(count) < 0.2, rng.integers(1_000, 20_000, count), 0)
    income = np.where(active, rng.integers(3_000, 200_000, count), 0)
    members = _members(city, city.cooperatives.joined)
    columns: dict[str, Column] = {
        **place,
        "coop_name": numbered(
            "{}{}{}",
            place["township_name"],
            place["village_name"],
            np.where(farmers, _FARMERS, "股份经济合作社"),
        ),
        "credit_code": codes,
        "coop_type": np.where(farmers, _FARMERS, _COLLECTIVE),
        "founded_date": c.founded,
        "party_branch_name": numbered("中共{}支部委员会", place["village_name"]),
        "lead_name": identity.names(identity.surname_indices(count, rng), rng.random(count) < 0.7, rng),
        "lead_party_post": same("村党支部书记", count),
        "lead_coop_post": same("理事长", count),
        "capital_total": collective + own + other,
        "capital_collective": collective,
        "capital_households": own,
        "capital_other": other,
        "member_households": members[c.village],
        "member_oop_households": _members(city, city.cooperatives.joined & city.households.out_of_poverty)[
            c.village
        ],
        "member_monitored_households": _members(city, city.cooperatives.joined & (city.groups == MONITORED))[
            c.village
        ],
        "land_mu": rng.integers(50, 900, count) * 100,
        "main_industry": pick(
            _INDUSTRIES, rng.choice(8, size=count, p=(0.3, 0.2, 0.15, 0.1, 0.08, 0.08, 0.08, 0.01))
        ),
        "income_last_year": income,
        "dividend_collective": income * rng.integers(5, 25, count) // 100,
        "coop_status": pick(_STATES, c.state),
    }
    return Table(city.places.unit_of_village[c.village], np.arange(count), columns)


def _members(city: City, joined: npt.NDArray[np.bool_]) -> Ints:
    """Households by village for which the flag is set."""
    return np.bincount(city.households.village[joined], minlength=len(city.places.villages))
