"""A synthetic city as county workbooks, and the list of what was planted in them.

Everything is derived from the published figures (``targets.csv``), the region and unit tables and the form
contracts; people are invented. Counts are spread by largest remainder so that totals are exact
(``apportion``). The same scale, seed and as-of date give the same city, byte for byte.
"""

from lingcha.sample.defects import DEMO, Defect, read_defects
from lingcha.sample.write import write_city, write_corrections

__all__ = ["DEMO", "Defect", "read_defects", "write_city", "write_corrections"]
