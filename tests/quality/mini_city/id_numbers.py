"""ID numbers that nobody has: sequence 99x, with a right check digit."""

from datetime import date, datetime

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def id_number(birth: date, sequence: int = 991) -> str:
    """An ID number that nobody has (sequence 99x), with a right check digit; an odd sequence is a man's."""
    return with_check(f"411282{birth:%Y%m%d}{sequence:03d}")


def with_check(body: str) -> str:
    """17 digits with the check character behind them."""
    return body + "10X98765432"[sum(int(d) * w for d, w in zip(body, _WEIGHTS, strict=True)) % 11]


def birth_in(id_no: str | None) -> date | None:
    """The date of birth in an ID number; None when there is none in it."""
    try:
        return datetime.strptime((id_no or "")[6:14], "%Y%m%d").date()
    except ValueError:
        return None
