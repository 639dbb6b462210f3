"""What every app of this project builds on. This package imports no other app of the project."""

from .imports import ImportRun
from .loaded import LoadedEntry
from .media import SiteDocument, SiteImage, SiteRendition
from .pages import ArticlePage, BasePage, BasePageForm
from .site import ContactDetails, SiteText
from .stamp import ContentStamp
from .users import User

__all__ = [
    "ArticlePage",
    "BasePage",
    "BasePageForm",
    "ContactDetails",
    "ContentStamp",
    "ImportRun",
    "LoadedEntry",
    "SiteDocument",
    "SiteImage",
    "SiteRendition",
    "SiteText",
    "User",
]
