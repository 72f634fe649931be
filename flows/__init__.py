"""When things run: Prefect flows over the rooms of ``lingcha``. No parsing, no SQL and no file formats here.

Prefect reads its settings when it is first imported, so it is imported inside ``flows.api.prefect_api`` and
below it, never before.
"""
