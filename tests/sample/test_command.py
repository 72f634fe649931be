"""``lingcha sample`` as a person calls it."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from lingcha.commands.sample import command
from lingcha.errors import LingchaError


def run(*arguments: str | Path) -> str:
    result = CliRunner().invoke(command, [str(a) for a in arguments], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def test_a_city_is_written_and_counted(tmp_path: Path) -> None:
    defects = tmp_path / "defects.csv"
    defects.write_text(
        "defect,reporting_unit_code,count\nDQ-07,411202,2\nQ-FORMULA-ERROR,,1\n", encoding="utf-8"
    )
    said = run(tmp_path / "city", "--scale", "0.0005", "--seed", "3", "--defects", defects)
    assert "已写入 82 个文件" in said
    assert "应查出的问题 3 条，无法读取的单元格 1 个" in said
    assert len(list((tmp_path / "city").glob("*/*"))) == 82


def test_the_help_teaches_the_defects() -> None:
    said = run("--help")
    assert "defect,reporting_unit_code,count" in said
    assert "MI-07" in said and "Q-CONTROL-CHAR" in said


@pytest.mark.parametrize("scale", ["0", "0.0001", "1.5", "-1", "abc", "1/0"])
def test_a_wrong_scale_is_a_sentence(tmp_path: Path, scale: str) -> None:
    with pytest.raises(LingchaError, match="E_SAMPLE_SCALE"):
        run(tmp_path / "city", "--scale", scale)
    assert not (tmp_path / "city").exists()


def test_a_folder_with_files_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "old.xlsx").write_bytes(b"")
    with pytest.raises(LingchaError, match="E_SAMPLE_DIR"):
        run(tmp_path, "--scale", "0.0005")
