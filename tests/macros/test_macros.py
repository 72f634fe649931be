"""Each macro against an exact reference in Python: what must come out, at the edges and for blanks."""

import hashlib
import random
from calendar import isleap
from collections.abc import Callable
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import duckdb
import pytest
from rendered_macros import DAY as D
from rendered_macros import load_macros

MACROS = load_macros()
DAY = date.fromisoformat(D)
KEY = "0123456789abcdef0123456789abcdef"
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


@pytest.fixture
def engine() -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    connection.execute("set variable lingcha_token_key = ?", [KEY])
    return connection


def column(engine: duckdb.DuckDBPyConnection, sql: str, rows: list[tuple[Any, ...]], types: str) -> list[Any]:
    """The expression over rows (a, b, ...) in their order; types: "a date, b decimal(18,2)"."""
    engine.execute(f"create or replace table t ({types}, place integer)")
    if rows:
        lists = ", ".join(f"unnest(?::{kind.split(' ')[1]}[])" for kind in types.split(", "))
        columns = [list(values) for values in zip(*rows, strict=True)]
        engine.execute(f"insert into t select {lists}, unnest(range({len(rows)}))", columns)
    return [r[0] for r in engine.execute(f"select {sql} from t order by place").fetchall()]


def exact(a: Decimal | None, b: Decimal | None, scale: int) -> Decimal | None:
    if a is None or b is None or b == 0:
        return None
    return (a / b).quantize(Decimal(1).scaleb(-scale), rounding=ROUND_HALF_UP)


@pytest.mark.parametrize("scale", [0, 2, 4, 8])
def test_ratio_is_exact(engine: duckdb.DuckDBPyConnection, scale: int) -> None:
    draw = random.Random(scale)
    rows: list[tuple[Any, ...]] = [
        (
            Decimal(draw.randint(-(10**9), 10**9)).scaleb(-2),
            Decimal(draw.choice([-1, 1]) * draw.randint(1, 20)),
        )
        for _ in range(3000)
    ]
    rows += [(Decimal("0.01"), Decimal(2)), (Decimal("-0.01"), Decimal(2)), (Decimal("0.00"), Decimal(3))]
    rows += [(Decimal("9999999999999999.99"), Decimal("0.01")), (Decimal("-9999999999999999.99"), Decimal(7))]
    rows += [(None, Decimal(3)), (Decimal(1), None), (Decimal(1), Decimal(0)), (Decimal(0), Decimal(0))]
    got = column(engine, MACROS["exact_ratio"]("a", "b", scale), rows, "a decimal(18,2), b decimal(18,2)")
    assert got == [exact(a, b, scale) for a, b in rows]


def test_ratio_differs_from_floating_point_somewhere(engine: duckdb.DuckDBPyConnection) -> None:
    """The macro has a reason: the plain expression is a fen off for some of these."""
    rows: list[tuple[Any, ...]] = [(Decimal(n).scaleb(-2), 8) for n in range(100_001, 104_001)]
    plain = column(engine, "cast(round(a / b, 2) as decimal(18, 2))", rows, "a decimal(12,2), b integer")
    right = [exact(a, Decimal(b), 2) for a, b in rows]
    assert column(engine, MACROS["exact_ratio"]("a", "b", 2), rows, "a decimal(12,2), b integer") == right
    assert plain != right


def test_ratio_of_whole_numbers_and_its_type(engine: duckdb.DuckDBPyConnection) -> None:
    sql = MACROS["exact_ratio"]("count(*) filter (where range < 56)", "count(*)", 4)
    assert engine.execute(f"select {sql}, typeof({sql}) from range(74)").fetchall() == [
        (Decimal("0.7568"), "DECIMAL(28,4)")
    ]


def reference_id_is_valid(text: str | None) -> bool | None:
    if text is None:
        return None
    body, check = text[:17], text[17:18].upper()
    if len(body) < 17 or not check or any(c not in "0123456789" for c in body):
        return False
    year, month, day = int(body[6:10]), int(body[10:12]), int(body[12:14])
    days = [31, 29 if isleap(year) else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    real = year >= 1900 and 1 <= month <= 12 and 1 <= day <= days[month - 1]
    return real and check == "10X98765432"[sum(int(d) * w for d, w in zip(body, WEIGHTS, strict=True)) % 11]


def with_check(body: str) -> str:
    return body + "10X98765432"[sum(int(d) * w for d, w in zip(body, WEIGHTS, strict=True)) % 11]


def test_id_number_against_the_reference(engine: duckdb.DuckDBPyConnection) -> None:
    draw = random.Random(1)
    days = [
        "19000101",
        "18991231",
        "20000229",
        "19000229",
        "20040229",
        "20230229",
        "20220431",
        "20220430",
        "20221301",
        "20220100",
        "20220010",
    ]
    days += [(date(1920, 1, 1) + timedelta(draw.randint(0, 37_000))).strftime("%Y%m%d") for _ in range(300)]
    numbers: list[str | None] = [with_check(f"411282{day}99{n % 10}") for n, day in enumerate(days)]
    right = [n for n in numbers if n]
    numbers += [n[:17] + draw.choice("0123456789X") for n in right]
    numbers += [n.lower() for n in right] + [n + "4B" for n in right[:5]] + [n + "4B33" for n in right[:5]]
    numbers += [
        None,
        "",
        "4112",
        right[5][:17],
        " " + right[5],
        "-" + right[5][1:],
        "4.11282E+17",
        "无证件号码",
        "４１１２８２１９９００１０１９９１",
    ]
    numbers += ["+1128219900101991X", "411_82199001019918"]
    got = column(engine, MACROS["id_is_valid"]("a"), [(n,) for n in numbers], "a varchar")
    assert got == [reference_id_is_valid(n) for n in numbers]
    assert got.count(True) > 300
    assert got.count(False) > 300


def test_every_wrong_check_character_is_found(engine: duckdb.DuckDBPyConnection) -> None:
    body = with_check("41128219790304993")[:17]
    got = column(engine, MACROS["id_is_valid"]("a"), [(body + c,) for c in "0123456789X"], "a varchar")
    assert got.count(True) == 1


def test_no_id_number_at_all(engine: duckdb.DuckDBPyConnection) -> None:
    assert column(engine, MACROS["id_is_valid"]("a"), [], "a varchar") == []


@pytest.mark.parametrize(
    ("earlier", "later", "months"),
    [
        (date(2022, 3, 1), date(2022, 9, 1), 6),
        (date(2022, 3, 31), date(2022, 9, 1), 6),
        (date(2022, 3, 1), date(2022, 9, 30), 6),
        (date(2021, 12, 31), date(2022, 1, 1), 1),
        (date(2022, 1, 31), date(2022, 2, 28), 1),
        (date(2022, 8, 1), date(2022, 8, 31), 0),
        (date(2022, 9, 1), date(2022, 3, 1), -6),
        (None, date(2022, 3, 1), None),
        (date(2022, 3, 1), None, None),
    ],
)
def test_months_between_months(
    engine: duckdb.DuckDBPyConnection, earlier: date | None, later: date | None, months: int | None
) -> None:
    sql = MACROS["months_between_months"]("a", "b")
    assert column(engine, sql, [(earlier, later)], "a date, b date") == [months]


def reference_age(birth: date, day: date) -> int | None:
    if birth > day:
        return None
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


def test_age_on_every_day_around_birthdays(engine: duckdb.DuckDBPyConnection) -> None:
    births = [date(2004, 2, 29), date(2006, 2, 28), date(2006, 3, 1), date(1999, 12, 31), date(2000, 1, 1)]
    days = [date(2021, 12, 25) + timedelta(n) for n in range(800)]
    rows = [(b, d) for b in births for d in days] + [(date(2022, 9, 1), date(2022, 8, 31))]
    got = column(engine, MACROS["age_years"]("a", "b"), rows, "a date, b date")
    assert got == [reference_age(b, d) for b, d in rows]
    assert column(engine, MACROS["age_years"]("a", "b"), [(None, days[0])], "a date, b date") == [None]


def test_days_between(engine: duckdb.DuckDBPyConnection) -> None:
    rows = [
        (date(2022, 1, 1), date(2022, 1, 16)),
        (date(2022, 3, 1), date(2022, 2, 28)),
        (None, date(2022, 1, 1)),
    ]
    assert column(engine, MACROS["days_between"]("a", "b"), rows, "a date, b date") == [15, -1, None]


@pytest.mark.parametrize(
    ("amount", "factor", "yuan"),
    [
        ("12.34", 10000, "123400.00"),
        ("-0.01", 10000, "-100.00"),
        ("12.34", 1, "12.34"),
        ("999999999999.99", 10000, "9999999999999900.00"),
        (None, 10000, None),
    ],
)
def test_yuan(engine: duckdb.DuckDBPyConnection, amount: str | None, factor: int, yuan: str | None) -> None:
    engine.execute("create table f (amount decimal(14, 2), money_factor integer)")
    engine.execute("insert into f values (?, ?)", [amount, factor])
    got = engine.execute(f"select {MACROS['yuan']('amount')} from f as form").fetchall()
    assert got == [(Decimal(yuan) if yuan else None,)]


def test_token_is_keyed_and_kinds_differ(engine: duckdb.DuckDBPyConnection) -> None:
    token: Callable[..., str] = MACROS["token"]
    expected = hashlib.sha256(f"{KEY}|person|P1".encode()).hexdigest()[:32]
    assert column(engine, token("person", "a"), [("P1",), ("P1",), (None,)], "a varchar") == [
        expected,
        expected,
        None,
    ]
    assert column(engine, token("household", "a"), [("P1",)], "a varchar") != [expected]
    engine.execute("set variable lingcha_token_key = ?", [KEY[::-1]])
    assert column(engine, token("person", "a"), [("P1",)], "a varchar") != [expected]


def test_token_without_a_key_fails_and_names_no_value() -> None:
    engine = duckdb.connect()
    with pytest.raises(duckdb.ConversionException, match="LINGCHA_TOKEN_KEY is not set") as caught:
        column(engine, MACROS["token"]("person", "a"), [("411282199001019918",)], "a varchar")
    assert "411282199001019918" not in str(caught.value)


@pytest.mark.parametrize(
    ("day", "latest"),
    [
        (date(2022, 8, 31), date(2022, 8, 31)),
        (date(2022, 8, 30), date(2021, 8, 31)),
        (date(2022, 12, 31), date(2022, 8, 31)),
        (date(2022, 1, 1), date(2021, 8, 31)),
        (None, None),
    ],
)
def test_latest_month_day(engine: duckdb.DuckDBPyConnection, day: date | None, latest: date | None) -> None:
    sql = MACROS["latest_month_day"]("b", "a")
    assert column(engine, sql, [(day, "08-31")], "a date, b varchar") == [latest]


@pytest.mark.parametrize(
    ("first", "last", "holds"),
    [
        (DAY, DAY, True),
        (DAY, None, True),
        (DAY + timedelta(days=1), None, False),
        (DAY - timedelta(days=9), DAY, True),
        (DAY - timedelta(days=9), DAY - timedelta(days=1), False),
    ],
)
def test_holds_at_both_ends(
    engine: duckdb.DuckDBPyConnection, first: date, last: date | None, holds: bool
) -> None:
    rows = [(first, last)]
    assert column(engine, MACROS["holds_at_as_of"]("t"), rows, "valid_from date, valid_to date") == [holds]


@pytest.mark.parametrize(
    ("value", "listed"),
    [("甲", True), ("乙丙", True), ("丁", True), ("乙", False), ("甲|乙丙", True), (None, False)],
)
def test_lists(engine: duckdb.DuckDBPyConnection, value: str | None, listed: bool) -> None:
    rows = [("甲|乙丙|丁", value)]
    assert column(engine, MACROS["lists"]("t", "b"), rows, "value varchar, b varchar") == [listed]
    assert column(engine, MACROS["lists"]("t", "b"), [(None, value)], "value varchar, b varchar") == [False]
