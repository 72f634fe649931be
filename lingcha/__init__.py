"""Lingcha (零差): county ledgers in, an official warehouse release out.

The package is the library behind the flows and the command line. Its rooms, in the order data walks
them: contract, intake, archive, landing, warehouse, release, then returns and report beside it. A room
imports only rooms before it.
"""

__version__ = "0.1.0"
