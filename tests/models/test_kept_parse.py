"""A parse of the project is kept, and what is kept is used: a run that parses anew pays 11 s for nothing."""

from pathlib import Path

import pytest

from lingcha.warehouse.manifest import TEMPLATE_PARSE, of_this_tree, read_manifest
from lingcha.warehouse.session import dbt_session


@pytest.mark.parametrize(("kept", "parses_anew"), [("template", False), ("nothing", True)])
def test_what_set_up_parsed_serves_every_folder(kept: str, parses_anew: bool, tmp_path: Path) -> None:
    said: list[str] = []
    template = ["--partial-parse-file-path", str(of_this_tree(TEMPLATE_PARSE))]
    known = template if kept == "template" else ["--no-partial-parse"]
    with dbt_session(tmp_path, "k") as invoke:
        invoke(["parse", "--no-write-json", *known], None, (lambda event: said.append(event.info.name),))
    assert ("UnableToPartialParse" in said or "PartialParsingNotEnabled" in said) is parses_anew, set(said)


@pytest.mark.parametrize("template", [True, False])
def test_a_run_keeps_its_parse_when_there_was_none(
    template: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = tmp_path / "cache" / "dbt.msgpack"
    if not template:
        monkeypatch.setattr("lingcha.warehouse.manifest.TEMPLATE_PARSE", tmp_path / "none")
    with dbt_session(tmp_path / "run", "k") as invoke:
        read = read_manifest(invoke, tmp_path / "run", kept)
    assert "model.lingcha.fct_person" in read.nodes
    # dbt writes nothing where nothing was edited since the template was made.
    assert template or of_this_tree(kept).exists()


def test_a_parse_of_another_tree_is_not_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = of_this_tree(tmp_path / "dbt.msgpack")
    monkeypatch.setattr("lingcha.warehouse.manifest.ROOT", tmp_path)
    assert of_this_tree(tmp_path / "dbt.msgpack") != here
