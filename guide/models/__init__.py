"""The Guide: its contents, its chapters, its practical considerations."""

from .chapter import ChapterPage
from .index import GuideIndexPage
from .practical import PracticalIndexPage, PracticalPage

__all__ = ["ChapterPage", "GuideIndexPage", "PracticalIndexPage", "PracticalPage"]
