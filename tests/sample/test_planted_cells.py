"""What a correction changes is what a return shows, for every rule that can be planted.

A return marks the fields that its rule reads and names those on other forms. Some cells are changed only so
that another rule still holds; each has its reason below, and none too many.
"""

import pytest

from lingcha.project import read_reference
from lingcha.sample.defects import Defect
from lingcha.sample.draft import NoRecord
from lingcha.sample.ledgers import Ledgers
from lingcha.sample.planters import RULES
from lingcha.sample.planting import plant

READ = {r["rule_id"]: set(r["fields"].split(";")) for r in read_reference("rule")}

# Sums that a county adds up anew from the corrected rows.
SUMS = {
    "BB01.value_cum",
    "PC02.screened_hh",
    "PC02.screened_p",
    "PC02.key_hh",
    "PC02.key_p",
    "PC02.self_hh",
    "PC02.self_p",
}
# Items of an income that add up to the marked figure (DQ-13).
JC01_ITEMS = {"JC01.id_net", "JC01.id_wage"}
JC03_ITEMS = {f"JC03.el_{name}" for name in ("net", "wage", "business", "expense", "property", "transfer")}
SZ01_ITEMS = {
    f"SZ01.{name}"
    for name in (
        *(
            "net",
            "wage",
            "wage_work",
            "wage_post",
            "business",
            "business_expense",
            "business_net",
            "property",
        ),
        *(
            "property_dividend",
            "transfer",
            "transfer_dibao",
            "transfer_tekun",
            "transfer_eco",
            "transfer_pension",
            "transfer_other",
        ),
    )
}
FOLLOWS = {
    "MI-06": {"BM01.feedback_date", "BM01.included"},  # what became of the alert goes with its result
    "MI-04": {"HJ02.education"},  # stage of education of the child that is at school again (DQ-10)
    "MI-11": JC01_ITEMS,  # income is by head
    "MI-12": SZ01_ITEMS,
    "WI-02": JC01_ITEMS,
    "WI-03": JC01_ITEMS,
    "WI-04": {"JC01.id_claims"},  # claims belong to a cost (DQ-15)
    "WI-06": {"JC01.id_claims"},
    # The alert is about somebody else: name, place and department go with the number.
    "WI-09": {
        "BM01.county_name",
        "BM01.township_name",
        "BM01.village_name",
        "BM01.person_name",
        "BM01.dept",
        "BM01.alert_value",
        "BM01.alert_threshold",
    },
    "WI-11": {"HJ02.birth_date"},  # stands in the number (DQ-03)
    "WE-01": JC03_ITEMS,
    # Who cannot work is ill or disabled, has an allowance and is not counted as labour (DQ-11, DQ-25).
    "WE-04": {
        "HJ02.dibao",
        "HJ02.health",
        "HJ02.disability_code",
        "HJ01.labour_count",
        "HJ01.no_labour_backstop",
    },
    "WE-06": {"JC02.measure_name"},  # a name of the class that answers the risk (DQ-09)
    "DQ-04": {"HJ02.birth_date"},
    "AS-04": {"ZC01.county_name", "ZC01.township_name"},  # the place of the village (DQ-22)
    "AS-15": {
        "XM01.audited_amount",
        "XM01.actual_finish",
    },  # an accepted project is finished and audited (PF-02)
    # A larger income is due, too, as the contract says (AS-08), and given out to the last fen (AS-09).
    "AS-17": {
        "ZC01.contract_income",
        "ZC02.income_due",
        "ZC02.dist_collective",
        "ZC02.dist_households",
        "ZC02.dist_posts",
        "ZC02.dist_public",
        "ZC02.undistributed",
    },
    "PF-04": {"XM01.progress_pct"},  # progress of a project that has started (PF-02)
    "PF-10": {"XM01.actual_finish", "XM01.project_status"},
    "PF-20": {"ZJ01.line_no"},  # the money is a line of this year's document
}


@pytest.mark.parametrize("rule", sorted(RULES))
def test_a_correction_changes_what_the_return_shows(tiny: Ledgers, rule: str) -> None:
    try:
        draft = plant(tiny, [Defect(rule, "", 1)])
    except NoRecord:
        pytest.fail(f"{rule} cannot be planted")
    changed = {f"{form}.{name}" for (form, _), cells in draft.values.items() for name in cells}
    unread = changed - READ[rule] - SUMS
    assert unread == FOLLOWS.get(rule, set())
    forms = {field.partition(".")[0] for field in READ[rule]}
    assert {form for form, _ in draft.dropped} <= forms
    assert changed or draft.dropped or draft.raw


def test_only_rules_that_are_planted_have_cells_that_follow() -> None:
    assert FOLLOWS.keys() <= RULES.keys()
