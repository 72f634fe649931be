"""The one exception that users see: a sentence, never a traceback."""


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
