"""Controlled items brought in from a table."""

from .importer import ItemImporter

__all__ = ["ItemImporter"]
