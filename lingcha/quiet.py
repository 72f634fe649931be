"""Switches off what dbt, Prefect and Great Expectations would send to their makers. Import it before any of
them.

A bureau's machine holds personal data and often has no way out; a tool that tries to report home fails
loudly or hangs there.
"""

import logging
import os

SILENCED = {
    "DO_NOT_TRACK": "1",  # read by dbt and by Prefect's client
    "DBT_SEND_ANONYMOUS_USAGE_STATS": "false",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "GX_ANALYTICS_ENABLED": "false",
}


def silence() -> None:
    """Sets the switches for this process and its children, over whatever the user's environment says."""
    os.environ.update(SILENCED)
    # This one logger sets its own level to INFO when it is imported, to tell of a folder that it makes and
    # deletes.
    logging.getLogger("great_expectations.data_context.types.base").addFilter(_is_warning)


def _is_warning(record: logging.LogRecord) -> bool:
    return record.levelno >= logging.WARNING


silence()
