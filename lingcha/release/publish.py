"""The one atomic step: the finished folder takes its place, then the channels point at it."""

from collections.abc import Iterator

from lingcha.durable import seal_tree, sync
from lingcha.errors import LingchaError
from lingcha.home import DataHome
from lingcha.release.assemble import Assembled, manifest_bytes
from lingcha.release.channels import Release, complete_publication
from lingcha.release.contents import file_facts


def publish(home: DataHome, assembled: Assembled) -> Release:
    """Moves an assembled release into place and points its channels at it.

    Killed before the second rename: the next run builds the release anew. Killed after it: the next run
    only sets the links. Raises E_CANDIDATE_DAMAGED when a file is not what was judged: a disk that
    lies must not be published.
    """
    for name in _damaged(assembled):
        raise LingchaError(
            "E_CANDIDATE_DAMAGED",
            f"待发布的文件 {name} 与校验时不同，未发布。请检查磁盘后重新运行。",
            exit_code=4,
        )
    seal_tree(assembled.folder)
    seal_tree(assembled.sealed)
    assembled.sealed.rename(home.restricted / assembled.release_id)
    sync(home.restricted)
    release = Release(assembled.release_id, home.releases / assembled.release_id)
    assembled.folder.rename(release.folder)
    sync(home.releases)
    release.folder.chmod(0o555)
    complete_publication(home)
    return release


def _damaged(assembled: Assembled) -> Iterator[str]:
    """Names of files that are no longer as they were assembled: published, sealed, or the manifest itself."""
    for name, facts in assembled.manifest["files"].items():
        if file_facts(assembled.folder / name) != facts:
            yield name
    for table, facts in assembled.manifest["restricted"]["tables"].items():
        sealed = assembled.sealed / f"{table}.parquet.enc"
        if file_facts(sealed) != {k: facts[k] for k in ("bytes", "sha256")}:
            yield sealed.name
    if (assembled.folder / "release.json").read_bytes() != manifest_bytes(assembled.manifest):
        yield "release.json"
