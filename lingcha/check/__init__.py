"""What the city would say about a county's files, told before they are submitted."""

from lingcha.check.files import CheckResult, check_files

__all__ = ["CheckResult", "check_files"]
