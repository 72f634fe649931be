"""Accepting a correction that waits, by somebody who gives a name and a reason."""

from lingcha.archive.confirmations import Confirmation, write_confirmation
from lingcha.archive.resolve import resolve
from lingcha.errors import LingchaError
from lingcha.home import DataHome
from lingcha.lock import hold


def confirm(home: DataHome, submission_id: str, by: str, reason: str) -> Confirmation:
    """Let a waiting correction, or an old version that was sent again, take force.

    Raises E_CONFIRM_INCOMPLETE, E_SUBMISSION_UNKNOWN, E_NOTHING_TO_CONFIRM (its status asks for nothing).
    """
    if not by.strip() or not reason.strip():
        raise LingchaError("E_CONFIRM_INCOMPLETE", "确认必须写明确认人（--by）和原因（--reason）。")
    with hold(home):
        records = {r.submission_id: r for r in resolve(home)}
        if submission_id not in records:
            raise LingchaError(
                "E_SUBMISSION_UNKNOWN",
                f"没有编号为 {submission_id} 的报送。可用 lingcha status 查看待确认的报送。",
            )
        record = records[submission_id]
        if not record.confirmable:
            raise LingchaError(
                "E_NOTHING_TO_CONFIRM",
                f"报送 {submission_id}（{record.form_code}）的状态是 {record.status}，不需要确认。",
            )
        return write_confirmation(home, submission_id, by.strip(), reason.strip())
