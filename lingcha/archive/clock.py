"""The clock for what the archive records: receipts and confirmations. Beijing time, as letters are dated."""

from datetime import datetime, timedelta, timezone

BEIJING = timezone(timedelta(hours=8), "Asia/Shanghai")


def in_beijing(moment: datetime) -> datetime:
    """The moment on Beijing's clock; a moment without a zone is taken as Beijing time."""
    return moment.astimezone(BEIJING) if moment.tzinfo else moment.replace(tzinfo=BEIJING)


def beijing_now() -> datetime:
    return datetime.now(BEIJING)
