"""What every app of this project builds on. This package imports no other app of the project."""

from .imports import ImportRun
from .jobs import Job
from .limits import RateCount
from .loaded import LoadedEntry
from .mail import OutgoingMail
from .media import SiteDocument, SiteImage, SiteRendition
from .pages import ArticlePage, BasePage, BasePageForm
from .private_files import PrivateFile
from .scanned import ScannedFile
from .site import ContactDetails, SiteText
from .stamp import ContentStamp
from .translations import SourceTexts, TranslationOrigin, TranslationReview, TranslationUpload
from .users import User

__all__ = [
    "ArticlePage",
    "BasePage",
    "BasePageForm",
    "ContactDetails",
    "ContentStamp",
    "ImportRun",
    "Job",
    "LoadedEntry",
    "OutgoingMail",
    "PrivateFile",
    "RateCount",
    "ScannedFile",
    "SiteDocument",
    "SiteImage",
    "SiteRendition",
    "SiteText",
    "SourceTexts",
    "TranslationOrigin",
    "TranslationReview",
    "TranslationUpload",
    "User",
]
