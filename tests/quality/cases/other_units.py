"""Records of other units: judged by a parameter of their own, and standing in the same rows of the same
sheets as records elsewhere, which they must not be taken for.

Built first, so that the rows are those behind the clean ones.
"""

from datetime import date

from mini_city import id_number, line, placeholder

from cases.cases import Cases

OWN, OTHER = "411202", "4112SF"
CAR, SALARY = "购车购房经商（疑似错识）", "财政供养（疑似错识）"


def _same_rows(c: Cases) -> None:
    """One family that has nobody disabled, and in the same rows of another unit one that has."""
    for unit, health, rules in ((OWN, "健康", ("WI-05",)), (OTHER, "残疾", ())):
        code = f"wi05-rows-{unit}"
        people = [{"unit": unit, "health": health} for _ in range(2)]
        c.family(code, *people, unit=unit)
        c.city.episode(code, unit, risk_1="因残")
        c.expect(f"{code}|1", *rules)
    c.city.household("mi05-rows", OWN, members=1, member_count=2)
    c.city.member("mi05-rows", "mi05-rows-1", OWN, med_resident="否")
    c.expect("mi05-rows", "MI-05")
    child = {"id_no": id_number(date(2012, 6, 6)), "education": None}
    c.city.household("mi04-rows", OWN, members=1, member_count=2)
    c.city.member("mi04-rows", "mi04-rows-1", OWN, labour_skill="无劳动力", **child)
    c.expect("mi04-rows", "MI-04")
    c.city.household("dq05-rows", OWN, head_id_no=id_number(date(1933, 2, 1)))
    c.expect("dq05-rows", "DQ-05")
    c.city.household("we06-rows", OWN)
    c.city.episode("we06-rows", OWN, risk_1="因残")
    c.city.elimination("we06-rows", OWN, measure=False)
    c.city.measure("we06-rows", OWN, measure_class="产业帮扶")
    c.expect("we06-rows|1|1", "WE-06")


def _own_parameters(c: Cases) -> None:
    """A line of 9,000, a shorter list of what speaks against monitoring, two households to a telephone."""
    c.city.rows["parameter_override"] += [
        line("9000", scope=OWN),
        placeholder("negative_list", SALARY, OWN, unit="alert types"),
        placeholder("phone_share_max", "2", OWN, unit="households"),
    ]
    c.city.household("mi01-own-line", OWN, screened=0)
    c.city.screening("mi01-own-line", OWN, found_net_pc=8500)
    c.expect("mi01-own-line", "MI-01")
    for code in ("dq20-two-may-1", "dq20-two-may-2"):
        c.city.household(code, OWN, household_phone="15100000001")
    for code, unit, kind, rules in (
        ("wi09-own-list", OWN, CAR, ()),
        ("wi09-on-own-list", OWN, SALARY, ("WI-09",)),
    ):
        person = id_number(date(1944, 1, len(code)))
        c.city.household(code, unit, members=1, member_count=2)
        c.city.member(code, f"{code}-1", unit, id_no=person)
        c.city.episode(code, unit)
        own = {"household_code": code, "id_no": person, "alert_type": kind}
        c.city.alert(code, unit, **own, verify_result="属实无风险")
        c.expect(f"{code}|1", *rules)
    # A true one without a person, in the row in which the other unit named one for something else.
    c.city.alert("wi09-rows", OTHER, alert_type=SALARY, verify_result="属实无风险", id_no=None)


BUILDERS = (
    _same_rows,
    _own_parameters,
)
