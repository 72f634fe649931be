"""A hand-made city as landed rows: one clean record of everything per reporting unit, and cases added to it.

Every builder gives a record that breaks no rule; a case overrides just the cells that it is about. People are
invented.
"""

from mini_city.city import City, clean_city
from mini_city.id_numbers import id_number, with_check
from mini_city.ledgers import AS_OF, UNIT
from mini_city.parameters import line, placeholder, switch

__all__ = ["AS_OF", "UNIT", "City", "clean_city", "id_number", "line", "placeholder", "switch", "with_check"]
