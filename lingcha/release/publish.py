"""The one atomic step: the finished folder takes its place, then the channels point at it."""

from lingcha.durable import seal_tree, sync
from lingcha.home import DataHome
from lingcha.release.assemble import Assembled
from lingcha.release.channels import Release, complete_publication


def publish(home: DataHome, assembled: Assembled) -> Release:
    """Moves an assembled release into place and points its channels at it.

    Killed before the second rename: the next run builds the release anew. Killed after it: the next run
    only sets the links.
    """
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
