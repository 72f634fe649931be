"""A parse of the project is kept, and what is kept is used: a run that parses anew pays 11 s for nothing."""

from pathlib import Path

import pytest

from lingcha.warehouse.manifest import TEMPLATE_PARSE, read_manifest
from lingcha.warehouse.session import dbt_session


@pytest.mark.parametrize(("kept", "parses_anew"), [("template", False), ("nothing", True)])
def test_what_set_up_parsed_serves_every_folder(kept: str, parses_anew: bool, tmp_path: Path) -> None:
    said: list[str] = []
    template = ["--partial-parse-file-path", str(TEMPLATE_PARSE)]
    known = template if kept == "template" else ["--no-partial-parse"]
    with dbt_session(tmp_path, "k") as invoke:
        invoke(["parse", "--no-write-json", *known], None, (lambda event: said.append(event.info.name),))
    assert ("UnableToPartialParse" in said or "PartialParsingNotEnabled" in said) is parses_anew, set(said)


def test_the_parse_of_a_run_is_kept_for_the_next(tmp_path: Path) -> None:
    kept = tmp_path / "cache" / "dbt.msgpack"
    with dbt_session(tmp_path / "run", "k") as invoke:
        manifest = read_manifest(invoke, tmp_path / "run", kept)
    assert "model.lingcha.fct_person" in manifest.nodes
    assert kept.read_bytes()
