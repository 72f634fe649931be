"""Invented histories of regions: recoded, moved, merged, split and renamed, by one random seed."""

import csv
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from random import Random

BEGIN = date(2013, 1, 1)
DAY = timedelta(days=1)
UNITS = ("411202", "411203", "4112SF")
VILLAGE_COLUMNS = (
    "village_code",
    "village_name",
    "short_name",
    "kind",
    "township_code",
    "township_name",
    "county_code",
    "county_name",
    "reporting_unit_code",
    "managing_township_code",
    "managing_township_name",
    "valid_from",
    "valid_to",
    "because",
)
STEP_COLUMNS = ("from_code", "to_code", "kind", "is_main", "valid_from", "because")


@dataclass
class History:
    """villages and steps as the reference tables have them; ``days`` on which something changed.

    counts_for: what each code that ended went on as. units: managing township to its reporting unit.
    """

    draw: Random
    villages: list[dict[str, str]] = field(default_factory=list)
    steps: list[dict[str, str]] = field(default_factory=list)
    days: list[date] = field(default_factory=list)
    counts_for: dict[str, str] = field(default_factory=dict)
    units: dict[str, str] = field(default_factory=dict)
    issued: int = 0

    def standing(self) -> list[dict[str, str]]:
        return [v for v in self.villages if not v["valid_to"]]

    def new_code(self, township: str) -> str:
        """Never given before, in whatever county."""
        self.issued += 1
        return f"{township}{self.issued:03d}"

    def open(self, code: str, name: str, managing: str, day: date) -> None:
        row = {c: "" for c in VILLAGE_COLUMNS} | {
            "village_code": code,
            "village_name": name,
            "short_name": name,
        }
        row |= {"kind": "村", "township_code": code[:9], "township_name": f"乡{code[:9]}"}
        row |= {"county_code": code[:6], "county_name": f"县{code[:6]}", "valid_from": day.isoformat()}
        row |= {"managing_township_code": managing, "managing_township_name": f"乡{managing}"}
        self.villages.append(row | {"reporting_unit_code": self.units[managing]})

    def end(self, village: dict[str, str], day: date) -> None:
        village["valid_to"] = (day - DAY).isoformat()

    def step(self, before: str, after: str, kind: str, main: str, day: date) -> None:
        row = dict(zip(STEP_COLUMNS, (before, after, kind, main, day.isoformat(), "invented"), strict=True))
        self.steps.append(row)

    def replace(self, village: dict[str, str], code: str, kind: str, day: date) -> None:
        self.end(village, day)
        self.counts_for[village["village_code"]] = code
        self.step(village["village_code"], code, kind, "Y", day)

    def write(self, folder: Path) -> None:
        """As reference tables, for the check that runs before a build."""
        units = [{"reporting_unit_code": u, "valid_from": BEGIN.isoformat(), "valid_to": ""} for u in UNITS]
        for name, columns, rows in (
            ("region_village", VILLAGE_COLUMNS, self.villages),
            ("region_succession", STEP_COLUMNS, self.steps),
            ("reporting_unit", tuple(units[0]), units),
            ("region_scope", ("scope_id", "level", "region_code", "valid_from", "valid_to"), []),
            ("scope", ("scope_id", "level", "published_count"), []),
        ):
            with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as handle:
                writer = csv.DictWriter(handle, columns)
                writer.writeheader()
                writer.writerows(rows)


def invent(seed: int, changes: int) -> History:
    """Six townships of two counties, four villages each, and so many changes, some of them on one day."""
    history = History(Random(seed))
    draw = history.draw
    for place, county in enumerate(("411202", "411222")):
        for number in range(3):
            township = f"{county}10{number}"
            history.units[township] = "4112SF" if place and number == 2 else UNITS[place]
            for _ in range(4):
                name = draw.choice(("张村", "河南村", "下河村", "坡底村"))
                history.open(history.new_code(township), name, township, BEGIN)
    day = BEGIN
    for number in range(changes):
        day += DAY * draw.choice((1, 40, 400))
        change = (
            recode
            if number == changes // 2
            else draw.choice((move, manage, merge, split_whole, split_part, rename))
        )
        if len(history.standing()) > 4:
            change(history, day)
            history.days.append(day)
    return history


def recode(history: History, day: date) -> None:
    """The whole county gets a new code, as 陕县 did."""
    history.step("411222", "411203", "recoded", "Y", day)
    for old in [t for t in history.units if t.startswith("411222")]:
        history.units[old.replace("411222", "411203")] = history.units[old]
    for village in [v for v in history.standing() if v["village_code"].startswith("411222")]:
        code = village["village_code"].replace("411222", "411203")
        history.end(village, day)
        history.counts_for[village["village_code"]] = code
        managing = village["managing_township_code"].replace("411222", "411203")
        history.open(code, village["village_name"], managing, day)
    for village in [v for v in history.standing() if v["managing_township_code"].startswith("411222")]:
        history.end(village, day)
        managing = village["managing_township_code"].replace("411222", "411203")
        history.open(village["village_code"], village["village_name"], managing, day)


def somebody(history: History) -> dict[str, str]:
    return history.draw.choice(history.standing())


def elsewhere(history: History) -> str:
    """A township that is in use."""
    return history.draw.choice(sorted({v["managing_township_code"] for v in history.standing()}))


def move(history: History, day: date) -> None:
    """Under another township, with a new statistical code."""
    village, township = somebody(history), elsewhere(history)
    code = history.new_code(township)
    history.replace(village, code, "moved", day)
    history.open(code, village["village_name"], township, day)


def manage(history: History, day: date) -> None:
    """Managed by another township; the statistical code stays behind."""
    village, township = somebody(history), elsewhere(history)
    history.end(village, day)
    history.open(village["village_code"], village["village_name"], township, day)


def merge(history: History, day: date) -> None:
    village, other = history.draw.sample(history.standing(), 2)
    history.replace(village, other["village_code"], "merged", day)


def split_whole(history: History, day: date) -> None:
    """The village ends and two follow it; one of them is the main successor."""
    village = somebody(history)
    main, part = (history.new_code(village["township_code"]) for _ in range(2))
    history.replace(village, main, "split", day)
    history.step(village["village_code"], part, "split", "N", day)
    for code in (main, part):
        history.open(code, village["village_name"], village["managing_township_code"], day)


def split_part(history: History, day: date) -> None:
    """A part becomes a village, the rest goes on."""
    village = somebody(history)
    part = history.new_code(village["township_code"])
    history.step(village["village_code"], part, "split", "N", day)
    history.open(part, "新村", village["managing_township_code"], day)


def rename(history: History, day: date) -> None:
    village = somebody(history)
    history.end(village, day)
    history.open(
        village["village_code"], f"{village['village_name']}新", village["managing_township_code"], day
    )
