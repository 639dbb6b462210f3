"""The Guide: its contents, its chapters, its practical considerations, the items that treaties control."""

from .chapter import ChapterPage
from .focal_points import FocalPoint
from .glossary import GlossaryTerm
from .identification import IdentificationAnswer, IdentificationQuestion
from .index import GuideIndexPage
from .items import ControlledItem, ItemCategory, ItemIdentifier, ItemListing
from .offline import OfflineFile
from .practical import PracticalIndexPage, PracticalPage

__all__ = [
    "ChapterPage",
    "ControlledItem",
    "FocalPoint",
    "GlossaryTerm",
    "GuideIndexPage",
    "IdentificationAnswer",
    "IdentificationQuestion",
    "ItemCategory",
    "ItemIdentifier",
    "ItemListing",
    "OfflineFile",
    "PracticalIndexPage",
    "PracticalPage",
]
