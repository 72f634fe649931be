"""Which submissions count: every rule has a case that fires and one that does not."""

from datetime import date, timedelta
from itertools import permutations

import pytest

from lingcha.archive.confirm import confirm
from lingcha.archive.corrections import note_corrections
from lingcha.archive.resolve import SubmissionRecord, resolve
from lingcha.errors import LingchaError
from lingcha.vault import open_vault
from tests.archive.fake_intake import START, City, numbered, sheet


def standing(city: City) -> list[tuple[str, int]]:
    return [(r.status, r.version_no) for r in resolve(city.home)]


def test_an_empty_archive_has_no_submissions(city: City) -> None:
    assert resolve(city.home) == []


def test_a_first_submission_is_in_force(city: City) -> None:
    city.send("411282/a.xlsx", sheet(numbered(1, 3), bad=1))
    (r,) = resolve(city.home)
    assert (r.status, r.version_no, r.supersedes, r.note_zh) == ("in_force", 1, (), "")
    assert (r.rows_total, r.rows_accepted, r.rows_quarantined) == (4, 3, 1)
    assert (r.period_start, r.period_end) == (date(2022, 8, 1), date(2022, 8, 31))
    assert r.rows_path.exists()
    assert r.original.exists()
    assert r.received_at == START + timedelta(hours=1)


def test_a_correction_supersedes_its_scope_and_nothing_else(city: City) -> None:
    city.send("411282/a.xlsx", sheet(numbered(1, 10)))
    city.send("411224/a.xlsx", sheet(numbered(1, 10), unit="411224"))
    city.send("411282/july.xlsx", sheet(numbered(1, 5), period=("2022-07-01", "2022-07-31")))
    city.send("411282/b.xlsx", sheet(numbered(2, 11)))
    assert standing(city) == [("superseded", 1), ("in_force", 1), ("in_force", 1), ("in_force", 2)]
    records = resolve(city.home)
    assert records[3].supersedes == (records[0].submission_id,)


def test_rows_in_other_bytes_or_another_order_are_unchanged(city: City) -> None:
    city.send("411282/a.xlsx", sheet(numbered(1, 10)))
    city.send("411282/b.xlsx", sheet(numbered(1, 10)), salt="saved by another program")
    city.send("411282/c.xlsx", sheet(numbered(1, 10)[::-1], name="other sheet"))
    assert standing(city) == [("in_force", 1), ("unchanged", 1), ("unchanged", 1)]
    assert "第 1 版" in resolve(city.home)[1].note_zh


@pytest.mark.parametrize("other", [{"bad": 1}, {"total": "10"}])
def test_a_correction_outside_the_accepted_rows_is_one(city: City, other: dict[str, object]) -> None:
    city.send("411282/a.xlsx", sheet(numbered(1, 10), total="9"))
    # Either of two arguments of different types: mypy sees only what both share.
    city.send("411282/b.xlsx", sheet(numbered(1, 10), **{"total": "9", **other}))  # type: ignore[arg-type]
    assert standing(city) == [("superseded", 1), ("in_force", 2)]


def test_the_same_bytes_again_change_nothing(city: City) -> None:
    city.send("411282/a.xlsx", sheet(numbered(1, 10)))
    city.send("411282/b.xlsx", sheet(numbered(1, 11)))
    before = resolve(city.home)
    city.send("411282/again.xlsx", sheet(numbered(1, 10)))
    assert resolve(city.home) == before


def test_an_old_version_saved_anew_does_not_undo_the_correction(city: City) -> None:
    city.send("411282/a.xlsx", sheet(numbered(1, 10)))
    city.send("411282/b.xlsx", sheet(numbered(1, 11)))
    city.send("411282/c.xlsx", sheet(numbered(1, 10)), salt="saved anew")
    assert standing(city) == [("superseded", 1), ("in_force", 2), ("unchanged", 1)]
    old_again = resolve(city.home)[2]
    assert "不撤销更正" in old_again.note_zh
    confirm(city.home, old_again.submission_id, "值班员", "更正有误")
    assert standing(city) == [("superseded", 1), ("superseded", 2), ("in_force", 3)]


@pytest.mark.parametrize(("rows", "status"), [(8, "in_force"), (7, "waiting"), (0, "waiting")])
def test_a_correction_below_the_share_waits(city: City, rows: int, status: str) -> None:
    city.send("411282/a.xlsx", sheet(numbered(1, 10)))
    city.send("411282/b.xlsx", sheet(numbered(1, rows)))
    first, second = resolve(city.home)
    assert second.status == status
    assert first.status == ("in_force" if status == "waiting" else "superseded")


def test_rows_that_can_no_longer_be_read_count_as_lost(city: City) -> None:
    city.send("411282/a.xlsx", sheet(numbered(1, 10)))
    city.send("411282/b.xlsx", sheet(numbered(1, 5), bad=5))
    assert standing(city) == [("in_force", 1), ("waiting", 2)]


def test_the_share_is_data(city: City) -> None:
    city.home.parameters.write_text(
        "param_id,scope_code,valid_from,valid_to,value,unit,status,confirmed,source\n"
        "shrink_confirm_share,100000,2022-01-01,,0.50,share,letter,Y,test\n"
    )
    city.send("411282/a.xlsx", sheet(numbered(1, 10)))
    city.send("411282/b.xlsx", sheet(numbered(1, 7)))
    city.send("411282/c.xlsx", sheet(numbered(1, 3)))
    assert standing(city) == [("superseded", 1), ("in_force", 2), ("waiting", 3)]


def test_the_share_of_the_unit_counts_before_that_of_the_country(city: City) -> None:
    city.home.parameters.write_text(
        "param_id,scope_code,valid_from,valid_to,value,unit,status,confirmed,source\n"
        "shrink_confirm_share,411282,2022-01-01,,0.50,share,letter,Y,test\n"
    )
    for unit in ("411282", "411224"):
        city.send(f"{unit}/a.xlsx", sheet(numbered(1, 10), unit=unit))
        city.send(f"{unit}/b.xlsx", sheet(numbered(1, 7), unit=unit))
    assert [r.status for r in resolve(city.home)] == ["superseded", "in_force", "in_force", "waiting"]


def test_a_confirmed_correction_takes_force(city: City) -> None:
    city.send("411282/a.xlsx", sheet(numbered(1, 10)))
    city.send("411282/b.xlsx", sheet(numbered(1, 2)))
    waiting = resolve(city.home)[1]
    assert f"lingcha confirm {waiting.submission_id}" in waiting.note_zh
    confirm(city.home, waiting.submission_id, "值班员", "八户已迁出")
    assert standing(city) == [("superseded", 1), ("in_force", 2)]
    with pytest.raises(LingchaError) as error:
        confirm(city.home, waiting.submission_id, "值班员", "再确认一次")
    assert error.value.code == "E_NOTHING_TO_CONFIRM"


@pytest.mark.parametrize(
    ("submission_id", "by", "reason", "code"),
    [
        ("0" * 16, "值班员", "原因", "E_SUBMISSION_UNKNOWN"),
        ("../../x", "值班员", "原因", "E_SUBMISSION_UNKNOWN"),
        ("0" * 16, " ", "原因", "E_CONFIRM_INCOMPLETE"),
        ("0" * 16, "值班员", "", "E_CONFIRM_INCOMPLETE"),
    ],
)
def test_a_confirmation_needs_a_submission_a_name_and_a_reason(
    city: City, submission_id: str, by: str, reason: str, code: str
) -> None:
    with pytest.raises(LingchaError) as error:
        confirm(city.home, submission_id, by, reason)
    assert error.value.code == code
    assert not (city.home.archive / "confirmations").exists()


def test_a_later_version_makes_a_waiting_one_pointless(city: City) -> None:
    city.send("411282/a.xlsx", sheet(numbered(1, 10)))
    city.send("411282/b.xlsx", sheet(numbered(1, 2)))
    city.send("411282/b2.xlsx", sheet(numbered(1, 2)), salt="again")
    city.send("411282/c.xlsx", sheet(numbered(1, 9)))
    assert standing(city) == [("superseded", 1), ("superseded", 2), ("unchanged", 2), ("in_force", 3)]
    records = resolve(city.home)
    assert records[3].supersedes == (records[0].submission_id,)
    assert not records[1].confirmable


def test_a_whole_unit_supersedes_its_townships(city: City) -> None:
    city.put("411282/1.xlsx", sheet(numbered(1, 4), part="朱阳镇"))
    city.put("411282/2.xlsx", sheet(numbered(5, 10), part="阳平镇"))
    city.collect()
    assert standing(city) == [("in_force", 1), ("in_force", 1)]
    city.send("411282/all.xlsx", sheet(numbered(1, 10)))
    assert standing(city) == [("superseded", 1), ("superseded", 1), ("in_force", 1)]
    records = resolve(city.home)
    assert set(records[2].supersedes) == {r.submission_id for r in records[:2]}


def test_a_whole_unit_with_too_few_rows_waits(city: City) -> None:
    city.put("411282/1.xlsx", sheet(numbered(1, 4), part="朱阳镇"))
    city.put("411282/2.xlsx", sheet(numbered(5, 10), part="阳平镇"))
    city.collect()
    city.send("411282/all.xlsx", sheet(numbered(1, 7)))
    assert [s for s, _ in standing(city)] == ["in_force", "in_force", "waiting"]


def test_a_township_after_the_whole_unit_is_rejected(city: City) -> None:
    city.send("411282/all.xlsx", sheet(numbered(1, 10)))
    city.send("411282/1.xlsx", sheet(numbered(1, 4), part="朱阳镇"))
    city.send("411224/1.xlsx", sheet(numbered(1, 4), part="官道口镇", unit="411224"))
    assert standing(city) == [("in_force", 1), ("rejected", 0), ("in_force", 1)]
    assert "E_SCOPE_OVERLAP" in resolve(city.home)[1].note_zh


def test_half_a_register_does_not_replace_a_whole_one(city: City) -> None:
    city.send("411282/a.xlsx", sheet(numbered(1, 10)))
    half, broken = sheet(numbered(1, 9)), sheet([], state="rejected", name="续表")
    city.send("411282/b.xlsx", half, broken)
    assert standing(city) == [("in_force", 1), ("rejected", 0)]
    assert "续表" in resolve(city.home)[1].note_zh


def test_two_sheets_of_one_scope_are_one_submission(city: City) -> None:
    city.send("411282/a.xlsx", sheet(numbered(1, 4)), sheet(numbered(5, 9), name="续表", bad=1))
    (r,) = resolve(city.home)
    assert (r.rows_accepted, r.rows_quarantined) == (9, 1)


def test_a_file_moved_to_the_right_folder_counts_once(city: City) -> None:
    city.send("411224/a.xlsx", sheet(numbered(1, 3)))
    assert standing(city) == [("rejected", 0)]
    city.send("411282/a.xlsx", sheet(numbered(1, 3)))
    assert standing(city) == [("in_force", 1)]


def test_as_known_at_goes_back_to_what_was_known(city: City) -> None:
    city.send("411282/a.xlsx", sheet(numbered(1, 10)))
    first = city.time
    city.send("411282/b.xlsx", sheet(numbered(1, 2)))
    confirm(city.home, resolve(city.home)[1].submission_id, "值班员", "原因")
    assert [r.status for r in resolve(city.home, first)] == ["in_force"]
    assert [r.status for r in resolve(city.home, first.replace(tzinfo=None))] == ["in_force"]
    assert [r.status for r in resolve(city.home, city.time)] == ["in_force", "waiting"]  # confirmed later
    assert resolve(city.home, first - timedelta(seconds=1)) == []


def test_the_order_of_arrival_of_different_scopes_changes_nothing(city: City) -> None:
    sheets = [sheet(numbered(1, 3), unit=u) for u in ("411282", "411224", "411202")]

    def told(records: list[SubmissionRecord]) -> set[tuple[str, str, int]]:
        return {(r.submission_id, r.status, r.version_no) for r in records}

    results = []
    for number, order in enumerate(permutations(sheets)):
        other = City(type(city.home)(city.home.root / str(number)))
        for folder in (other.home.inbox, other.home.archive, other.home.work):
            folder.mkdir(parents=True)
        for one in order:
            other.send(f"{one['unit']}/a.xlsx", one)
        results.append(told(resolve(other.home)))
    assert all(r == results[0] for r in results)


def test_a_correction_says_what_it_dropped(city: City) -> None:
    city.send("411282/a.xlsx", sheet(numbered(1, 10)))
    city.send("411282/b.xlsx", sheet(numbered(3, 11)))
    first, second = note_corrections(resolve(city.home), open_vault(city.home))
    assert first.note_zh == ""
    assert "减少 2 条、增加 1 条" in second.note_zh


def test_corrections_of_many_ledgers_are_each_counted(city: City) -> None:
    """One after the other on the same connection, as in the round after a held release."""
    units = ("411202", "411224", "411282")
    for number, unit in enumerate(units, 1):
        city.send(f"{unit}/a.xlsx", sheet(numbered(1, 30), unit=unit))
        city.send(f"{unit}/b.xlsx", sheet(numbered(1 + number, 30), unit=unit))
    noted = [r.note_zh for r in note_corrections(resolve(city.home), open_vault(city.home)) if r.supersedes]
    assert ["减少 1 条" in noted[0], "减少 2 条" in noted[1], "减少 3 条" in noted[2]] == [True] * 3
