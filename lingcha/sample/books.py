"""Which workbooks a unit sends and which forms are in each."""

from dataclasses import dataclass, replace
from datetime import date

from lingcha.contract.forms import load_forms
from lingcha.sample.calendar import Calendar
from lingcha.sample.places import Places

# Forms that come township by township, in one workbook of each.
REGISTER_FORMS = ("HJ01", "HJ02", "SZ01", "PC01", "PC02", "WG01", "JY01", "JY02", "GY01")
_STEM_FORMS = 4  # as many are named in the file name
# Forms of a unit that share a workbook; small units put more into one.
_BUNDLES = (
    ("ZC01", "ZC03"),
    ("ZC02",),
    ("XM01",),
    ("XM02",),
    ("ZJ01", "ZJ02"),
    ("JC01",),
    ("JC02",),
    ("JC03",),
    ("HZ01", "SF01"),
    ("PX01", "PX02"),
    ("JN01", "JN02"),
    ("BM01",),
    ("BB01", "HM01"),
)
_SMALL_BUNDLES = (
    ("ZC01", "ZC03"),
    ("ZC02",),
    ("XM01", "XM02"),
    ("ZJ01", "ZJ02"),
    ("JC01", "JC02", "JC03"),
    ("HZ01", "PX01", "PX02", "SF01"),
    ("JN01", "JN02", "BM01", "BB01", "HM01"),
)
_SMALL_UNITS = ("411202", "411281", "4112SF")
# Units whose finance system exports text: form and encoding.
_TEXT_FILES = {"411202": ("ZJ02", "gb18030"), "411221": ("ZJ02", "utf-8-sig")}


@dataclass(frozen=True)
class SheetPlan:
    """One sheet: a form for a period, of a whole unit or of a township. round: number of the accounting.

    township_code: of a register, whose rows it holds; the unit's code when it holds all of them.
    """

    form: str
    cutoff: date
    township_code: str = ""
    township: str = ""
    round: int = 0
    name: str = ""


@dataclass(frozen=True)
class BookPlan:
    """One file of a unit; ``stem`` is its name without version and ending; encoding only for text files."""

    unit: int
    unit_code: str
    unit_name: str
    stem: str
    sheets: tuple[SheetPlan, ...]
    encoding: str = ""

    def file_name(self, version: int) -> str:
        return f"{self.stem}_v{version}{'.csv' if self.encoding else '.xlsx'}"


def plan_books(places: Places, calendar: Calendar) -> list[BookPlan]:
    """All files of the city, unit by unit, in a fixed order; forms without a due period are left out."""
    books: list[BookPlan] = []
    for number, unit in enumerate(places.units):
        text_form, encoding = _TEXT_FILES.get(unit.code, ("", ""))
        for bundle in _SMALL_BUNDLES if unit.code in _SMALL_UNITS else _BUNDLES:
            for forms in _separate(bundle, text_form):
                sheets = tuple(s for f in forms for s in _unit_sheets(f, calendar))
                if sheets:
                    stem = _stem(unit.name, "", forms, sheets)
                    books.append(
                        BookPlan(
                            number,
                            unit.code,
                            unit.name,
                            stem,
                            sheets,
                            encoding if forms == (text_form,) else "",
                        )
                    )
        for code, name in _register_parts(places, number):
            sheets = _register_sheets(calendar, code, name)
            books.append(
                BookPlan(
                    number,
                    unit.code,
                    unit.name,
                    _stem(unit.name, name, REGISTER_FORMS[:_STEM_FORMS], sheets),
                    sheets,
                )
            )
    return books


def book_of_earlier(book: BookPlan, form: str, cutoff: date) -> BookPlan:
    """A file with one form of a book, for the period that ended at the cut-off."""
    sheets = tuple(replace(sheet, cutoff=cutoff) for sheet in book.sheets if sheet.form == form)
    return replace(book, stem=_stem(book.unit_name, "", (form,), sheets), sheets=sheets)


def _register_parts(places: Places, unit: int) -> list[tuple[str, str]]:
    """The townships of a unit, one workbook each; where a small city has no village in some of them, one
    workbook of the whole unit: some townships alone are no delivery.
    """
    townships = dict.fromkeys((v.township_code, v.township) for v in places.villages if v.unit == unit)
    return list(townships) if len(townships) == places.townships[unit] else [(places.units[unit].code, "")]


def _separate(bundle: tuple[str, ...], text_form: str) -> list[tuple[str, ...]]:
    """A text file holds one form: it leaves the bundle."""
    if text_form not in bundle:
        return [bundle]
    return [tuple(f for f in bundle if f != text_form), (text_form,)]


def _unit_sheets(form: str, calendar: Calendar) -> list[SheetPlan]:
    due = calendar.due(form)
    return [SheetPlan(form, due.end, name=form + load_forms()[form].title)] if due else []


def _register_sheets(calendar: Calendar, code: str, township: str) -> tuple[SheetPlan, ...]:
    sheets = [_monthly_sheet(form, calendar, code, township) for form in ("HJ01", "HJ02")]
    for number, at in enumerate(calendar.accountings):
        sheets.append(SheetPlan("SZ01", at.period.end, code, township, number, f"入户算账{at.code}"))
    if calendar.screening_round:
        sheets.append(SheetPlan("PC01", calendar.screening.end, code, township, name="集中排查"))
        sheets.append(SheetPlan("PC02", calendar.screening.end, code, township, name="集中排查汇总"))
    sheets += [_monthly_sheet(form, calendar, code, township) for form in ("WG01", "JY01", "JY02", "GY01")]
    return tuple(sheets)


def _monthly_sheet(form: str, calendar: Calendar, code: str, township: str) -> SheetPlan:
    """Of a form that is due every month or half year."""
    due = calendar.due(form)
    assert due is not None  # such periods always exist
    return SheetPlan(form, due.end, code, township, name=load_forms()[form].title)


def _stem(unit: str, township: str, forms: tuple[str, ...], sheets: tuple[SheetPlan, ...]) -> str:
    title = "农户台账" if township else load_forms()[forms[0]].title
    parts = [unit, township, "-".join(forms), title, f"{sheets[0].cutoff:%Y%m}"]
    return "_".join(p for p in parts if p)
