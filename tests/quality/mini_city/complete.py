"""What a county that makes no mistake would also have written: cells that a case does not speak of.

Cells that a record names, blank ones too, stay as they are. Some follow from other ledgers: who is the head
of a household, what its monitoring status is, that an episode is followed by measures.
"""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

Row = dict[str, Any]
Rows = dict[str, list[Row]]

AREAS = ("cropland_mu", "forest_mu", "orchard_mu", "returned_mu", "grass_mu", "water_mu")


def complete(rows: Rows, as_of: date) -> None:
    """Fills in place; what is missing after this is missing on purpose."""
    for table, fill in (("hj01", _household), ("hj02", _member), ("jc01", _episode)):
        for number, row in enumerate(rows.get(table, [])):
            _default(row, fill(row, number, as_of))
    _heads(rows)
    _statuses(rows, as_of)
    _measures(rows, as_of)
    _sums(rows)


def _default(row: Row, cells: Row) -> None:
    row |= {name: value for name, value in cells.items() if name not in row}


def _household(row: Row, number: int, as_of: date) -> Row:
    flags = {"no_labour_backstop": "是", "household_phone": f"139{number:08d}", "road_distance_km": 1}
    return flags | dict.fromkeys(AREAS, 1)


def _member(row: Row, number: int, as_of: date) -> Row:
    years = age(row["birth_date"], as_of) if row.get("birth_date") else 40
    skill = "普通劳动力" if 16 <= years < 60 else "无劳动力" if years < 16 else "弱劳动力或半劳动力"
    cells = {"sex": "男", "health": "健康", "labour_skill": skill, "dibao": "未享受", "tekun": "不享受"}
    cells |= {"med_resident": "是", "med_worker": "否"}
    if not {"education", "school_status", "no_school_reason"} & row.keys():
        cells |= {"education": "小学"}
    return cells


def _episode(row: Row, number: int, as_of: date) -> Row:
    flags = dict.fromkeys(("id_dropout", "id_unsafe_house", "id_uninsured", "id_unsafe_water"), "否")
    contact = {"contact_name": "测试", "contact_phone": f"138{number:08d}"}
    return flags | contact | {"risk_1": "因意外事故", "id_claims": 0, "id_selfpay": 0}


def age(birth: date, day: date) -> int:
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


def _heads(rows: Rows) -> None:
    """The first registered member is the head when nobody else is; his number stands in the register."""
    members = [r for r in rows.get("hj02", []) if r["person_status"] == "在册"]
    heads = {r["household_code"]: r for r in members if r.get("relation") == "户主"}
    for row in members:
        if "relation" not in row and row["household_code"] not in heads:
            row["relation"] = "户主"
            heads[row["household_code"]] = row
    for row in rows.get("hj02", []):
        _default(row, {"relation": "其他"})
    for row in rows.get("hj01", []):
        head = heads.get(row["household_code"])
        _default(row, {"head_id_no": head["id_no"] if head else None})


def _statuses(rows: Rows, as_of: date) -> None:
    episodes = sorted(
        (r for r in rows.get("jc01", []) if _by(r["county_date"], as_of)), key=lambda r: r["episode_seq"]
    )
    latest = {r["household_code"]: r for r in episodes}
    for row in episodes:
        _default(row, {"risk_eliminated": "是" if _eliminated(rows, row, as_of) else "否"})
    for row in rows.get("hj01", []):
        episode = latest.get(row["household_code"])
        if episode:
            gone = "是" if _eliminated(rows, episode, as_of) else "否"
            _default(row, {"monitor_category": episode["monitor_category"], "risk_eliminated": gone})


def _measures(rows: Rows, as_of: date) -> None:
    """An active episode of which no measure is told got one of development after ten days."""
    told = {(r["household_code"], r["episode_seq"]) for r in rows.get("jc02", [])}
    for row in list(rows.get("jc01", [])):
        key = (row["household_code"], row["episode_seq"])
        if key in told or not _by(row["county_date"], as_of) or _eliminated(rows, row, as_of):
            continue
        told.add(key)
        lineage = {
            k: row[k] for k in ("sheet", "money_factor", "county_name", "township_name", "village_name")
        }
        submission = row["submission_id"].replace("JC01", "JC02")
        number = sum(r["submission_id"] == submission for r in rows.setdefault("jc02", [])) + 5
        own = {"household_code": key[0], "episode_seq": key[1], "measure_seq": 1, "measure_class": "产业帮扶"}
        start = row["county_date"] + timedelta(days=10)
        state = {"measure_name": "其他", "measure_status": "已落实", "measure_start": start}
        rows["jc02"].append(lineage | {"submission_id": submission, "row_no": number} | own | state)


def _sums(rows: Rows) -> None:
    """A village's screening as PC02 adds it up, and the number of households screened as BB01 does."""
    screened = rows.get("pc01", [])
    for row in rows.get("pc02", []):
        here = [
            r
            for r in screened
            if all(r[k] == row[k] for k in ("village_name", "screen_round")) and _unit(r) == _unit(row)
        ]
        for name, fits in SUMS.items():
            chosen = [r for r in here if fits(r)]
            people = sum(r.get("member_count") or 0 for r in chosen)
            _default(row, {f"{name}_hh": len(chosen), f"{name}_p": people})
    for row in rows.get("bb01", []):
        _default(
            row,
            {"value_cum": sum(_unit(r) == _unit(row) and r["screen_round"] == "2022-1" for r in screened)},
        )


SUMS: dict[str, Callable[[Row], bool]] = {
    "screened": lambda r: True,
    "self": lambda r: r.get("self_reported") == "是",
    "key": lambda r: r.get("is_key") == "是",
    "new": lambda r: r.get("conclusion") == "纳入监测",
    "elim": lambda r: r.get("conclusion") == "符合风险消除",
}


def _unit(row: Row) -> str:
    return str(row["submission_id"]).rpartition("-")[2]


def _by(day: date | None, as_of: date) -> bool:
    return day is not None and day <= as_of


def _eliminated(rows: Rows, episode: Row, as_of: date) -> bool:
    key = (episode["household_code"], episode["episode_seq"])
    attempts = [r for r in rows.get("jc03", []) if (r["household_code"], r["episode_seq"]) == key]
    approved = [r for r in attempts if _by(r["county_date"], as_of)]
    if not approved:
        return False
    last = max(approved, key=lambda r: r["elim_seq"])
    return not (last.get("revert_kind") == "风险消除回退" and _by(last.get("revert_date"), as_of))
