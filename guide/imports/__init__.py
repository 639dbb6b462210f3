"""Controlled items and focal points brought in from a table."""

from .focal_points import FocalPointImporter
from .importer import ItemImporter

__all__ = ["FocalPointImporter", "ItemImporter"]
