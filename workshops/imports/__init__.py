"""Workshops brought in from a table: the same columns as every export, so that an export can come back."""

from .importer import WorkshopImporter

__all__ = ["WorkshopImporter"]
