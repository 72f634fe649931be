"""The whole sample city in memory, from (scale, seed, as_of) alone: the same three give the same city."""

from dataclasses import dataclass
from datetime import date

import numpy as np

from lingcha.sample.accounting import Accounts, first_decisions, make_accounts
from lingcha.sample.addresses import Addresses, make_addresses
from lingcha.sample.apportion import Ints
from lingcha.sample.assistance import Assistance, Training, make_assistance, make_training
from lingcha.sample.calendar import Calendar, Days, make_calendar
from lingcha.sample.cooperatives import Cooperatives, make_cooperatives
from lingcha.sample.employment import Spells, WorkNow, make_spells, work_now
from lingcha.sample.families import People, make_people
from lingcha.sample.households import Households, make_households
from lingcha.sample.identity import phones
from lingcha.sample.monitoring import Episodes, make_episodes, screening_days
from lingcha.sample.places import Places, make_places
from lingcha.sample.posts import Posts, make_posts, target_groups
from lingcha.sample.register import Ended, Members, make_ended, make_members
from lingcha.sample.risks import DISABILITY, ILLNESS, Risks, draw_risks, settle_risks
from lingcha.sample.support import Eliminations, Measures, make_eliminations, make_measures
from lingcha.sample.table import Column
from lingcha.sample.targets import Scale
from lingcha.sample.traits import Traits, make_traits


@dataclass(frozen=True)
class City:
    """Everything that forms are written from. Positions refer to the arrays of the same name."""

    scale: Scale
    seed: int
    calendar: Calendar
    places: Places
    households: Households
    ended: Ended
    addresses: Addresses
    phone: Column
    people: People
    members: Members
    traits: Traits
    risks: Risks
    visited: Days
    episodes: Episodes
    groups: Ints  # by household, see posts.target_groups
    posts: Posts
    spells: Spells
    work: WorkNow
    assistance: Assistance
    training: Training
    cooperatives: Cooperatives
    measures: Measures
    eliminations: Eliminations
    accounts: list[Accounts]
    head: Ints  # position in members of the head of every household, ended ones included

    def rng(self, purpose: str) -> np.random.Generator:
        return stream(self.seed, purpose)


def stream(seed: int, purpose: str) -> np.random.Generator:
    """Random numbers of one purpose: what one part draws does not move the others."""
    return np.random.Generator(np.random.PCG64(np.random.SeedSequence([seed, *purpose.encode()])))


def build_city(scale: Scale, seed: int, as_of: date) -> City:
    """Households and everything that belongs to them; assets and projects are made by their own modules."""
    calendar = make_calendar(as_of)
    places = make_places(scale, stream(seed, "places"))
    households = make_households(scale, places, stream(seed, "households"))
    people = make_people(households.size, np.datetime64(as_of, "D"), stream(seed, "people"))
    drawn = draw_risks(households, people, stream(seed, "risks"))
    traits = make_traits(
        households, people, drawn.has(ILLNESS), drawn.has(DISABILITY), stream(seed, "traits")
    )
    risks = settle_risks(drawn, households, people, traits)
    ended = make_ended(scale, places, calendar.screening.start, stream(seed, "ended"))
    members = make_members(places, households, ended, people, as_of, stream(seed, "members"))
    visited = screening_days(households, calendar, stream(seed, "screening"))
    episodes = make_episodes(scale, households, ended, risks, visited, calendar, stream(seed, "episodes"))
    groups = target_groups(households, episodes)
    posts = make_posts(scale, households, people, traits, groups, calendar, stream(seed, "posts"))
    spells = make_spells(scale, people, traits, groups, posts, calendar, stream(seed, "spells"))
    measures = make_measures(episodes, households, people, traits, posts, calendar, stream(seed, "measures"))
    eliminations = make_eliminations(episodes, visited, ended, calendar, stream(seed, "eliminations"))
    identified = first_decisions(episodes.household, episodes.steps.county, len(households.size))
    village = np.r_[households.village, ended.village]
    return City(
        scale=scale,
        seed=seed,
        calendar=calendar,
        places=places,
        households=households,
        ended=ended,
        addresses=make_addresses(places, village, np.r_[households.serial, ended.serial]),
        phone=phones(len(village)),
        people=people,
        members=members,
        traits=traits,
        risks=risks,
        visited=visited,
        episodes=episodes,
        groups=groups,
        posts=posts,
        spells=spells,
        work=work_now(spells, people, traits, groups, calendar, stream(seed, "work")),
        assistance=make_assistance(
            scale, people, traits, groups, spells, calendar, stream(seed, "assistance")
        ),
        training=make_training(
            scale,
            people,
            traits,
            groups,
            places.unit_of_village[households.village],
            calendar,
            stream(seed, "training"),
        ),
        cooperatives=make_cooperatives(places, households, calendar, stream(seed, "cooperatives")),
        measures=measures,
        eliminations=eliminations,
        accounts=make_accounts(households, identified, calendar, stream(seed, "accounts")),
        head=np.r_[
            np.cumsum(households.size) - households.size,
            len(members.birth) - len(ended.village) + np.arange(len(ended.village)),
        ],
    )
