"""Releases: immutable, numbered states of the warehouse, published by one rename and re-checked by anybody.

In the order of a run: ``plan`` (is there anything to do?), ``assemble`` (tables, hashes, evidence),
``publish`` (rename and links); beside it ``verify`` and ``channels`` (which release readers see, going
back, clearing away).
"""
