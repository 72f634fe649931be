"""Cases for the rules about school, labour and insurance of a member: DQ-08, DQ-10, DQ-11, DQ-12.

D is 31 August 2022.
"""

from datetime import date
from typing import Any

from mini_city import id_number

from cases.cases import Cases

NUMBERS = iter(range(101, 1000, 2))


def _aged(years: int, days: int = 0) -> dict[str, Any]:
    """Who completes so many years on the day that lies so many days after D."""
    birth = date(2022 - years, 8, 31) if days == 0 else date(2022 - years, 9, days)
    return {"id_no": id_number(birth, next(NUMBERS)), "birth_date": birth}


def _filled(c: Cases) -> None:
    blank = {"education": None, "school_status": None, "no_school_reason": None}
    for code, cells, rules in (
        ("dq08-education", {"education": "高中"}, ()),
        ("dq08-school", _aged(10) | {"school_status": "小学"}, ()),
        ("dq08-reason", _aged(10) | {"no_school_reason": "因残"}, ()),
        ("dq08-none", {}, ("DQ-08",)),
        ("dq08-education-and-school", _aged(10) | {"education": "小学", "school_status": "小学"}, ("DQ-08",)),
        (
            "dq08-education-and-reason",
            _aged(10) | {"education": "小学", "no_school_reason": "厌学"},
            ("DQ-08",),
        ),
        (
            "dq08-school-and-reason",
            _aged(10) | {"school_status": "小学", "no_school_reason": "厌学"},
            ("DQ-08",),
        ),
        (
            "dq08-all",
            _aged(10) | {"education": "小学", "school_status": "小学", "no_school_reason": "厌学"},
            ("DQ-08",),
        ),
        ("dq08-not-yet-at-school", _aged(3) | {"school_status": "学龄前儿童"}, ()),
    ):
        c.person(code, *rules, **(blank | cells))
    c.city.household("dq08-home")
    c.city.member("dq08-home", "dq08-left", person_status="迁出", **blank)


def _stages(c: Cases) -> None:
    """Of each stage the last day outside and the first inside, at both ends; an open range has one end."""
    for stage, low, high in (
        ("学龄前儿童", None, 7),
        ("学前教育", 3, 7),
        ("小学", 6, 14),
        ("七年级", 12, 17),
        ("九年级", 12, 17),
        ("普通高中三年级", 15, 20),
        ("中职一年级", 15, 20),
        ("高职高专一年级", 18, None),
        ("技师学院四年级", 18, None),
        ("本科五年级", 18, None),
        ("硕士研究生及以上", 20, None),
    ):
        at_school = {"school_status": stage, "labour_skill": "无劳动力"}
        if low is not None:
            c.person(f"dq10-{stage}-{low}", **_aged(low), **at_school)
            c.person(f"dq10-{stage}-not-yet-{low}", "DQ-10", **_aged(low, 1), **at_school)
        if high is not None:
            c.person(f"dq10-{stage}-{high}", **_aged(high + 1, 1), **at_school)
            c.person(f"dq10-{stage}-{high + 1}", "DQ-10", **_aged(high + 1), **at_school)
    c.person("dq10-old-student", **_aged(59), school_status="本科一年级", labour_skill="无劳动力")
    c.person("dq10-birth-blank", birth_date=None, school_status="小学", labour_skill="无劳动力")
    c.person("dq10-no-stage", "DQ-09", **_aged(30), school_status="小学一年级", labour_skill="无劳动力")
    c.person("dq10-not-at-school", **_aged(30))


def _labour(c: Cases) -> None:
    none, full, weak, lost = "无劳动力", "普通劳动力", "弱劳动力或半劳动力", "丧失劳动力"
    for code, cells, skill, rules in (
        ("dq11-15-none", _aged(16, 1), none, ()),
        ("dq11-15-weak", _aged(16, 1), weak, ("DQ-11",)),
        ("dq11-16-none", _aged(16), none, ("DQ-11",)),
        ("dq11-16-full", _aged(16), full, ()),
        ("dq11-59-full", _aged(60, 1), full, ()),
        ("dq11-59-weak", _aged(60, 1), weak, ("DQ-11",)),
        ("dq11-59-lost", _aged(60, 1), lost, ("DQ-11",)),
        ("dq11-59-ill", _aged(60, 1) | {"health": "长期慢性病"}, weak, ()),
        ("dq11-59-health-blank", _aged(60, 1) | {"health": None}, weak, ()),
        ("dq11-60-weak", _aged(60), weak, ()),
        ("dq11-60-full", _aged(60), full, ("DQ-11",)),
        ("dq11-60-skilled", _aged(60), "技能劳动力", ("DQ-11",)),
        ("dq11-60-none", _aged(60), none, ()),
        ("dq11-student-none", _aged(19) | {"school_status": "本科一年级"}, none, ()),
        ("dq11-student-full", _aged(19) | {"school_status": "本科一年级"}, full, ("DQ-11",)),
        ("dq11-leap-day-16", {"id_no": id_number(date(2004, 2, 29), 993)}, full, ()),
        ("dq11-disabled-1", _aged(40) | {"health": "残疾", "disability_code": "41"}, full, ("DQ-11",)),
        ("dq11-disabled-2", _aged(40) | {"health": "残疾", "disability_code": "42"}, full, ("DQ-11",)),
        ("dq11-disabled-3", _aged(40) | {"health": "残疾", "disability_code": "43"}, full, ()),
        (
            "dq11-disabled-three-digits",
            _aged(40) | {"health": "残疾", "disability_code": "411"},
            full,
            ("DQ-11",),
        ),
        ("dq11-other-kind", _aged(40) | {"health": "残疾", "disability_code": "51"}, full, ()),
        ("dq11-disabled-skilled", _aged(40) | {"health": "残疾", "disability_code": "41"}, "技能劳动力", ()),
        ("dq11-disabled-kind-only", _aged(40) | {"health": "残疾", "disability_code": "4"}, full, ()),
        ("dq11-skill-blank", _aged(10), None, ()),
        ("dq11-birth-blank", {"birth_date": None}, none, ()),
    ):
        c.person(code, *rules, labour_skill=skill, **cells)
    c.city.household("dq11-home")
    c.city.member("dq11-home", "dq11-left", person_status="迁出", labour_skill=none)


def _insured(c: Cases) -> None:
    for code, resident, worker, rules in (
        ("dq12-resident", "是", "否", ()),
        ("dq12-worker", "否", "是", ()),
        ("dq12-both", "是", "是", ("DQ-12",)),
        ("dq12-none", "否", "否", ("DQ-12",)),
        ("dq12-resident-blank", None, "是", ("DQ-12",)),
        ("dq12-worker-blank", "是", None, ("DQ-12",)),
        ("dq12-blank", None, None, ("DQ-12",)),
    ):
        c.person(code, *rules, med_resident=resident, med_worker=worker)
    none = {"med_resident": "否", "med_worker": None}
    for code, born, rules in (
        ("dq12-day-90", date(2022, 6, 2), ()),
        ("dq12-day-91", date(2022, 6, 1), ("DQ-12",)),
        ("dq12-born-today", date(2022, 8, 31), ()),
        ("dq12-born-tomorrow", date(2022, 9, 1), ("DQ-12",)),
        ("dq12-birth-blank", None, ("DQ-12",)),
    ):
        number = id_number(born, next(NUMBERS)) if born else None
        c.person(
            code,
            *rules,
            id_no=number,
            birth_date=born,
            labour_skill="无劳动力" if born else "普通劳动力",
            **none,
        )
    c.city.household("dq12-home")
    c.city.member("dq12-home", "dq12-left", person_status="死亡", **none)


BUILDERS = (
    _filled,
    _stages,
    _labour,
    _insured,
)
