"""Workshops: the record, its years, and each event."""

from .index import WorkshopIndexPage, WorkshopYearPage
from .workshop import ParticipatingCountry, WorkshopLanguage, WorkshopPage

__all__ = ["ParticipatingCountry", "WorkshopIndexPage", "WorkshopLanguage", "WorkshopPage", "WorkshopYearPage"]
