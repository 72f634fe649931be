"""The one exception that users see: a sentence, never a traceback."""

import traceback
from pathlib import Path


class LingchaError(Exception):
    """Something a person can put right.

    message_zh: what was found, what was expected, what to do; never a personal value.
    code: stable name such as ``E_KEY_MISSING`` for logs and tests.
    exit_code: what the command returns (2 wrong use, 4 refused; see docs/architecture.md).
    """

    def __init__(self, code: str, message_zh: str, exit_code: int = 2) -> None:
        super().__init__(f"[{code}] {message_zh}")
        self.code = code
        self.message_zh = message_zh
        self.exit_code = exit_code

    def __reduce__(self) -> tuple[type["LingchaError"], tuple[str, str, int]]:
        """Crosses from one process to another whole: by itself only the sentence would."""
        return (LingchaError, (self.code, self.message_zh, self.exit_code))


def unexpected(error: BaseException) -> LingchaError:
    """E_UNEXPECTED for what nobody foresaw: its kind and place, because the text of an exception may quote a
    cell.
    """
    frame = traceback.extract_tb(error.__traceback__)[-1]
    place = f"{Path(frame.filename).name}:{frame.lineno}"
    return LingchaError(
        "E_UNEXPECTED",
        f"程序出现意外错误（{type(error).__name__}，{place}），没有完成，也没有发布。请将此信息告知维护人员。",
        exit_code=1,
    )
