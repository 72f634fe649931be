"""Cases for the rules about ID numbers and what must agree with them: DQ-01, DQ-03."""

from datetime import date

from mini_city import id_number, with_check

from cases.cases import Cases


def _lengths(c: Cases) -> None:
    right = id_number(date(1937, 1, 1))
    for code, number, rules in (
        ("dq01-17", id_number(date(1937, 1, 2))[:17], ("DQ-01",)),
        ("dq01-18", right, ()),
        ("dq01-19", id_number(date(1937, 1, 3)) + "4", ("DQ-01",)),
        ("dq01-20", id_number(date(1937, 1, 4)) + "44", ()),
        ("dq01-21", id_number(date(1937, 1, 5)) + "441", ("DQ-01",)),
        ("dq01-22", id_number(date(1937, 1, 6)) + "4411", ()),
        ("dq01-23", id_number(date(1937, 1, 7)) + "44111", ("DQ-01",)),
        ("dq01-no-region", with_check("99999919480108991"), ("DQ-01",)),
        ("dq01-power", "4.11282E+17", ("DQ-01",)),
        ("dq01-power-of-22", "4.1128219480109991E+17", ("DQ-01", "DQ-02")),
        ("dq01-zero", "0", ("DQ-01",)),
        ("dq01-text", "无", ("DQ-01",)),
        ("dq01-blank", None, ()),
    ):
        c.person(code, *rules, id_no=number)
    c.city.household("dq01-home")
    c.city.member("dq01-home", "dq01-dead", id_no=right[:16], person_status="死亡")
    c.expect("dq01-dead", "DQ-01")


def _birth_and_sex(c: Cases) -> None:
    day = date(1949, 3, 1)
    man, woman = id_number(day, 991), id_number(day, 992)
    for code, cells, rules in (
        ("dq03-man", {"id_no": man}, ()),
        ("dq03-woman", {"id_no": woman, "sex": "女"}, ()),
        ("dq03-man-as-woman", {"id_no": id_number(date(1949, 3, 2)), "sex": "女"}, ("DQ-03",)),
        ("dq03-woman-as-man", {"id_no": id_number(date(1949, 3, 3), 992)}, ("DQ-03",)),
        ("dq03-sex-blank", {"id_no": id_number(date(1949, 3, 4)), "sex": None}, ()),
        ("dq03-sex-unknown", {"id_no": id_number(date(1949, 3, 5)), "sex": "未知"}, ("DQ-09",)),
        ("dq03-day-before", _born(date(1949, 3, 7), date(1949, 3, 6)), ("DQ-03",)),
        ("dq03-day-after", _born(date(1949, 3, 8), date(1949, 3, 9)), ("DQ-03",)),
        ("dq03-other-month", _born(date(1949, 3, 10), date(1949, 10, 3)), ("DQ-03",)),
        ("dq03-leap-day", _born(date(1948, 2, 29), date(1948, 2, 29)), ()),
        ("dq03-leap-day-after", _born(date(1944, 2, 29), date(1944, 3, 1)), ("DQ-03",)),
        ("dq03-birth-blank", _born(date(1949, 3, 11), None), ()),
        ("dq03-certificate", _born(date(1949, 3, 12), date(1949, 3, 13), "44"), ("DQ-03",)),
        (
            "dq03-wrong-check",
            {"id_no": _broken(date(1949, 3, 14)), "birth_date": date(1949, 3, 15)},
            ("DQ-02",),
        ),
        ("dq03-number-blank", {"id_no": None, "sex": "女"}, ()),
    ):
        c.person(code, *rules, **cells)


def _born(in_number: date, in_register: date | None, more: str = "") -> dict[str, object]:
    return {"id_no": id_number(in_number) + more, "birth_date": in_register}


def _broken(birth: date) -> str:
    number = id_number(birth)
    return number[:17] + ("0" if number[17] != "0" else "1")


BUILDERS = (
    _lengths,
    _birth_and_sex,
)
