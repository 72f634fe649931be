"""What must hold before anything is built: rules and models agree, regions are sound, and D lies within the
time of which the tables say anything. Everything that does not is named at once.
"""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import duckdb

from lingcha.errors import LingchaError
from lingcha.project import read_reference
from lingcha.quality.preflight import check_rules
from lingcha.quality.regions import check_regions


def check_before_build(as_of: date, landing: Path) -> None:
    """Raises E_RULES, E_PARAMETERS or E_REGIONS; the code is that of the first check that fails, the sentence
    is that of all of them.
    """
    checks: tuple[Callable[[], object], ...] = (
        check_rules,
        lambda: check_first_parameter(as_of, landing),
        lambda: check_regions(as_of),
    )
    failed: list[LingchaError] = []
    for check in checks:
        try:
            check()
        except LingchaError as error:
            failed.append(error)
    if failed:
        sentences = "\n".join(error.message_zh for error in failed)
        raise LingchaError(failed[0].code, sentences, failed[0].exit_code)


def check_first_parameter(as_of: date, landing: Path) -> date:
    """The first day on which any parameter holds: of the project, or of the bureau's ``parameters.csv`` as it
    landed. Raises E_PARAMETERS when D is before it.

    One parameter that has no value at D makes its rules *not evaluated*, and the report says which. Before
    the first of all there is no line, deadline or threshold to judge by: such a D is a slip of the pen.
    """
    starts = [date.fromisoformat(p["valid_from"]) for p in read_reference("parameter")]
    landed = [str(p) for p in sorted((landing / "parameter_override").glob("*.parquet"))]
    if landed:
        with duckdb.connect() as connection:
            confirmed = connection.execute("select min(valid_from) from read_parquet(?)", [landed]).fetchone()
        starts += [day for day in confirmed or () if day is not None]
    first = min(starts)
    if as_of < first:
        raise LingchaError(
            "E_PARAMETERS",
            f"截止日 {as_of} 早于最早的参数（自 {first} 起有效），没有可用的标准、时限和阈值，未构建。"
            "请改用更晚的截止日，或在 parameters.csv 中补充当时有效的参数及其依据。",
        )
    return first
