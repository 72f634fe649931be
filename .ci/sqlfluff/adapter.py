"""What sqlfluff takes for dbt's `adapter`: a dispatched macro becomes a call of its name."""

from collections.abc import Callable


def dispatch(name: str) -> Callable[..., str]:
    """The macro as a function call that parses as SQL, for example ``days_between(a, b)``."""
    return lambda *arguments: f"{name}({', '.join(map(str, arguments))})"
