"""How findings changed from one release to the next, by unit, as ``release.json`` tells it."""

import json
from typing import Any

from lingcha.errors import LingchaError
from lingcha.home import DataHome

CHANGES_ZH = {
    "findings_new": "新增",
    "findings_known": "上次已有",
    "findings_returned": "改后复现",
    "findings_fixed": "已改正",
    "status_exempt": "豁免",
    "status_overdue": "逾期",
}


def latest_changes(home: DataHome) -> dict[str, Any] | None:
    """``{release_id, units: [{reporting_unit_code, findings_new, ...}]}`` of the latest release.

    None when nothing was released yet, or only by a version that did not count changes. Raises
    E_RELEASE_DAMAGED.
    """
    path = home.channel("provisional") / "release.json"
    if not path.exists():
        return None
    try:
        manifest = json.loads(path.read_bytes())
    except (OSError, ValueError):
        raise LingchaError(
            "E_RELEASE_DAMAGED", "最近一次发布的 release.json 无法读取。请从备份恢复。", exit_code=4
        ) from None
    units = manifest.get("changes")
    return {"release_id": manifest["release_id"], "units": units} if units else None
