"""Workshops: the record, its years, each event, and what partners report about it."""

from .index import WorkshopIndexPage, WorkshopYearPage
from .report import Rating, ReportCountry, ReportFile, WorkshopReportPage
from .rows import ParticipatingCountry, WorkshopLanguage
from .workshop import WorkshopPage

__all__ = [
    "ParticipatingCountry",
    "Rating",
    "ReportCountry",
    "ReportFile",
    "WorkshopIndexPage",
    "WorkshopLanguage",
    "WorkshopPage",
    "WorkshopReportPage",
    "WorkshopYearPage",
]
