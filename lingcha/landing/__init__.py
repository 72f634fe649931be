"""Landing: what counts, and what should have come, as tables for dbt's seeds.

Entries: ``land.land``, ``land.inputs_digest``, ``expected.expected_submissions``. Nothing is imported here,
so that `lingcha status` starts without the Parquet libraries.
"""
