"""What the counties and the bureau agreed on: forms, code lists, units, periods.

The data lives in ``seeds/``; this room reads it.
"""
