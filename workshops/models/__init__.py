"""Workshops: the record, its years, and each event."""

from .index import WorkshopIndexPage, WorkshopYearPage
from .rows import ParticipatingCountry, WorkshopLanguage
from .workshop import WorkshopPage

__all__ = ["ParticipatingCountry", "WorkshopIndexPage", "WorkshopLanguage", "WorkshopPage", "WorkshopYearPage"]
