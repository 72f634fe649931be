"""Two small cities for the tests of this room; nothing changes them."""

from datetime import date

import pytest

from lingcha.sample.city import build_city
from lingcha.sample.ledgers import Ledgers
from lingcha.sample.targets import make_scale

AS_OF = date(2022, 8, 31)


@pytest.fixture(scope="session")
def small() -> Ledgers:
    """A hundredth of the city: 4,273 households."""
    return Ledgers(build_city(make_scale("0.01"), 1, AS_OF))


@pytest.fixture(scope="session")
def tiny() -> Ledgers:
    """The size of the demo: 855 households."""
    return Ledgers(build_city(make_scale("0.002"), 1, AS_OF))
