"""The one atomic step: the finished folder takes its place, then the channels point at it."""

from lingcha.durable import seal_tree, sync
from lingcha.errors import LingchaError
from lingcha.home import DataHome
from lingcha.release.assemble import Assembled
from lingcha.release.channels import Release, complete_publication
from lingcha.release.contents import file_facts


def publish(home: DataHome, assembled: Assembled) -> Release:
    """Moves an assembled release into place and points its channels at it.

    Killed before the second rename: the next run builds the release anew. Killed after it: the next run
    only sets the links. Raises E_CANDIDATE_DAMAGED when a file is not what was judged: a disk that
    lies must not be published.
    """
    for name, facts in assembled.manifest["files"].items():
        if file_facts(assembled.folder / name) != facts:
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
