"""A date before the tables begin is refused before anything is built; all that is wrong is named at once."""

from datetime import date, datetime, timedelta
from pathlib import Path

import duckdb
import pytest

from lingcha.errors import LingchaError
from lingcha.quality.before_build import check_first_parameter
from lingcha.warehouse.build import BuildSettings, build_candidate

FIRST = date(2013, 1, 1)


def test_a_date_before_all_tables_is_refused_with_every_reason(tmp_path: Path) -> None:
    day = FIRST - timedelta(days=1)
    settings = BuildSettings(day, datetime(2022, 9, 1), "r", "c", "k" * 64, tmp_path / "parsed")
    with pytest.raises(LingchaError) as caught:
        build_candidate(tmp_path / "landing", tmp_path / "run", settings)
    assert caught.value.code == "E_PARAMETERS"
    for named in (
        "截止日 2012-12-31 早于最早的参数（自 2013-01-01 起有效）",
        "2012-12-31 没有任何有效的行政村",
    ):
        assert named in caught.value.message_zh
    assert not (tmp_path / "run").exists()


def test_the_first_day_of_the_first_parameter_will_do(tmp_path: Path) -> None:
    assert check_first_parameter(FIRST, tmp_path) == FIRST


def test_what_the_bureau_confirmed_may_begin_earlier(tmp_path: Path) -> None:
    folder = tmp_path / "parameter_override"
    folder.mkdir()
    duckdb.sql("select cast(null as date) as valid_from where false").write_parquet(
        str(folder / "none.parquet")
    )
    with pytest.raises(LingchaError, match="E_PARAMETERS"):
        check_first_parameter(date(2011, 6, 1), tmp_path)
    duckdb.sql("select date '2011-06-01' as valid_from").write_parquet(str(folder / "one.parquet"))
    assert check_first_parameter(date(2011, 6, 1), tmp_path) == date(2011, 6, 1)
    with pytest.raises(LingchaError, match="2011-06-01 起有效"):
        check_first_parameter(date(2011, 5, 31), tmp_path)
