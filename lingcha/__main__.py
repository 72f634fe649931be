"""``python -m lingcha`` is the command line, for places where the script is not on the path."""

from lingcha.cli import main

main()
