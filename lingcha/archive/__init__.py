"""The archive: every file as received, what intake made of it, and which submissions count. The only truth.

Entries: ``receive.receive``, ``resolve.resolve``, ``confirm.confirm``, ``arrivals.read_arrivals``. Nothing is
imported here, so that `lingcha status` starts without the Parquet libraries.
"""
