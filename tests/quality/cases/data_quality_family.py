"""Cases for the rules about head, spouse and relations: DQ-05, DQ-06."""

from datetime import date, timedelta
from typing import Any

from mini_city import id_number

from cases.cases import Cases

HEAD, SPOUSE = {"relation": "户主"}, {"relation": "配偶"}
LEFT = {"person_status": "死亡"}


def _home(c: Cases, code: str, *people: dict[str, Any], **cells: Any) -> None:
    """A household with these members, in this order: men of other relation unless a member says else."""
    count = sum(p.get("person_status", "在册") == "在册" for p in people)
    c.city.household(code, members=0, **({"member_count": count} | cells))
    for number, person in enumerate(people):
        c.city.member(code, f"{code}-{number}", **({"relation": "其他"} | person))


def _woman(c: Cases) -> dict[str, Any]:
    birth = date(1931, 1, 1) + timedelta(days=c.city.people)
    return {"sex": "女", "id_no": id_number(birth, 992)}


def _heads(c: Cases) -> None:
    wife = SPOUSE | _woman(c)
    second = SPOUSE | {"sex": "女", "id_no": id_number(date(1930, 1, 1), 992)}
    for code, people, rules in (
        ("dq05-one", (HEAD, {}), ()),
        ("dq05-none", ({}, {}), ("DQ-05",)),
        ("dq05-two", (HEAD, HEAD), ("DQ-05",)),
        ("dq05-head-read-last", ({}, {}, HEAD), ()),
        ("dq05-one-spouse", (wife, HEAD), ()),
        ("dq05-two-spouses", (wife | {"id_no": id_number(date(1930, 1, 2), 992)}, HEAD, second), ("DQ-05",)),
        (
            "dq05-second-spouse-died",
            (HEAD, second | {"id_no": id_number(date(1930, 1, 3), 992)}, SPOUSE | LEFT),
            (),
        ),
        ("dq05-head-died", (HEAD | LEFT, {}), ("DQ-05",)),
        ("dq05-new-head", (HEAD | LEFT, HEAD), ()),
        ("dq05-relation-blank", ({"relation": None}, {}), ("DQ-05",)),
    ):
        _home(c, code, *people)
        c.expect(code, *rules)
    _home(c, "dq05-moved", {}, {}, household_status="整户迁出", screened=0)
    _home(c, "dq05-no-member-left", LEFT)
    c.expect("dq05-no-member-left", "DQ-05", "DQ-07")


def _head_numbers(c: Cases) -> None:
    letter = next(
        n for n in (id_number(date(1932, 1, 1) + timedelta(days=d)) for d in range(60)) if n[17] == "X"
    )
    plain = id_number(date(1933, 1, 1))
    for code, number, in_register, rules in (
        ("dq05-same-number", plain, plain, ()),
        ("dq05-small-x", letter, letter.lower(), ()),
        ("dq05-certificate", f"{id_number(date(1933, 1, 6))}44", f"{id_number(date(1933, 1, 6))}44", ()),
        (
            "dq05-certificate-of-other",
            f"{id_number(date(1933, 1, 7))}44",
            f"{id_number(date(1933, 1, 8))}44",
            ("DQ-05",),
        ),
        ("dq05-other-number", id_number(date(1933, 1, 2)), id_number(date(1933, 1, 3)), ("DQ-05",)),
        ("dq05-register-blank", id_number(date(1933, 1, 4)), None, ()),
        ("dq05-member-blank", None, id_number(date(1933, 1, 5)), ()),
    ):
        _home(c, code, {}, HEAD | {"id_no": number}, head_id_no=in_register)
        c.expect(code, *rules)


def _relations(c: Cases) -> None:
    day, numbers = date(1920, 1, 1), iter(range(1, 1000))
    older, younger = day - timedelta(days=1), day + timedelta(days=1)

    def person(relation: str, sex: str = "男", birth: date | None = day, **cells: Any) -> dict[str, Any]:
        number = 2 * next(numbers) + (sex == "男")
        return {
            "relation": relation,
            "sex": sex,
            "birth_date": birth,
            "id_no": id_number(birth or day, number),
        } | cells

    for code, people, wrong in (
        ("dq06-couple", (person("配偶", "女"), person("户主")), ()),
        ("dq06-two-men", (person("户主"), person("配偶")), (1,)),
        ("dq06-two-women", (person("配偶", "女"), person("户主", "女")), (0,)),
        ("dq06-spouse-sex-blank", (person("户主"), person("配偶") | {"sex": None}), ()),
        ("dq06-daughter-as-man", (person("户主"), person("之女", "男", younger)), (1,)),
        ("dq06-son-as-woman", (person("户主"), person("之子", "女", younger)), (1,)),
        ("dq06-son-sex-blank", (person("户主"), person("之子", "男", younger) | {"sex": None}), ()),
        ("dq06-brother-or-sister", (person("户主"), person("之兄弟姐妹"), person("之兄弟姐妹", "女")), ()),
        ("dq06-grandmother-as-man", (person("户主"), person("之外祖母", "男", older)), (1,)),
        ("dq06-son-older", (person("户主"), person("之子", "男", older)), (1,)),
        ("dq06-son-same-day", (person("户主"), person("之子")), ()),
        ("dq06-son-younger", (person("户主"), person("之子", "男", younger)), ()),
        ("dq06-daughter-older-read-first", (person("之女", "女", older), person("户主")), (0,)),
        ("dq06-father-younger", (person("户主"), person("之父", "男", younger)), (1,)),
        ("dq06-father-same-day", (person("户主"), person("之父")), ()),
        ("dq06-mother-older", (person("户主"), person("之母", "女", older)), ()),
        ("dq06-mother-younger-read-first", (person("之母", "女", younger), person("户主")), (0,)),
        ("dq06-son-without-birth", (person("户主"), person("之子", "男", None)), ()),
        ("dq06-son-in-law-older", (person("户主"), person("之女婿", "男", older)), ()),
        ("dq06-son-died", (person("户主"), person("之子", "男", older, **LEFT)), ()),
        ("dq06-blank", (person("户主"), person("其他") | {"relation": None}), ()),
    ):
        _home(c, code, *people)
        for number in wrong:
            c.expect(f"{code}-{number}", "DQ-06")
    _home(c, "dq06-two-heads", person("户主"), person("户主"), person("之子", "男", older), person("之女"))
    c.expect("dq06-two-heads", "DQ-05")
    c.expect("dq06-two-heads-3", "DQ-06")


BUILDERS = (
    _heads,
    _head_numbers,
    _relations,
)
