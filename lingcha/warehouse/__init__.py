"""Builds a candidate warehouse: dbt in process, over one landed state of the archive."""
