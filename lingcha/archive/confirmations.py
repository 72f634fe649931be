"""Confirmations: somebody answers for a correction that the archive did not take on its own."""

import json
from dataclasses import asdict, dataclass
from datetime import datetime

from lingcha.archive.clock import beijing_now, in_beijing
from lingcha.durable import appearing
from lingcha.errors import LingchaError
from lingcha.home import DataHome


@dataclass(frozen=True)
class Confirmation:
    """Who accepted which submission, when and why."""

    submission_id: str
    confirmed_at: datetime
    confirmed_by: str
    reason: str


def read_confirmations(home: DataHome, as_known_at: datetime | None = None) -> dict[str, Confirmation]:
    """Confirmations given by ``as_known_at``, by submission. Raises E_ARCHIVE_DAMAGED."""
    folder = home.archive / "confirmations"
    limit = in_beijing(as_known_at) if as_known_at else None
    found = {}
    for path in sorted(folder.glob("*.json")) if folder.exists() else []:
        try:
            raw = json.loads(path.read_bytes())
            one = Confirmation(**{**raw, "confirmed_at": datetime.fromisoformat(raw["confirmed_at"])})
        except (ValueError, KeyError, TypeError) as error:
            raise LingchaError(
                "E_ARCHIVE_DAMAGED",
                f"确认记录 archive/confirmations/{path.name} 无法读取，请从备份恢复该文件后重试。",
                exit_code=4,
            ) from error
        if limit is None or one.confirmed_at <= limit:
            found[one.submission_id] = one
    return found


def write_confirmation(home: DataHome, submission_id: str, confirmed_by: str, reason: str) -> Confirmation:
    """Store a confirmation; ``confirm.confirm`` decides whether one is called for."""
    folder = home.archive / "confirmations"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    one = Confirmation(submission_id, beijing_now(), confirmed_by, reason)
    with appearing(folder / f"{submission_id}.json") as file:
        text = json.dumps({**asdict(one), "confirmed_at": one.confirmed_at.isoformat()}, ensure_ascii=False)
        file.write(text.encode())
    return one
