"""Invented organisations: unified credit codes with valid check characters, and names.

The body of every code (the ninth to sixteenth character) begins with YY, far from those in use.
"""

import numpy as np

from lingcha.sample.apportion import Ints
from lingcha.sample.places import Places
from lingcha.sample.table import Column

_CREDIT = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # GB 32100 leaves out I, O, S, V and Z
_BODY = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_BODY_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)


def credit_codes(kind: str, county: Column, number: Ints) -> Column:
    """Codes of 18 characters, one for each number: kind, county, body with its check, check of the whole.

    kind: 91 enterprise, 93 farmers' co-operative, N2 collective organisation of a village.
    """
    return np.array(
        [_code(kind, c, n) for c, n in zip(county.tolist(), number.tolist(), strict=True)], dtype=object
    )


def _code(kind: str, county: str, number: int) -> str:
    body = f"YY{number:06d}"
    code = kind + county + body + _body_check(body)
    return code + _check(code)


def _body_check(body: str) -> str:
    rest = 11 - sum(_BODY.index(c) * w for c, w in zip(body, _BODY_WEIGHTS, strict=True)) % 11
    return {10: "X", 11: "0"}.get(rest, str(rest))


def _check(code: str) -> str:
    total = sum(_CREDIT.index(c) * pow(3, i, 31) for i, c in enumerate(code))
    return _CREDIT[(31 - total % 31) % 31]


def county_of_unit(places: Places) -> Column:
    """County code of every reporting unit: of its first village, for units that are no county."""
    codes: list[str] = [""] * len(places.units)
    for village in reversed(places.villages):
        codes[village.unit] = village.county_code
    return np.array(codes, dtype=object)
