"""The blocks that bodies are made of. `StoryBlock` is the body of every article-like page."""

from .data import LinkListBlock, TableBlock
from .links import LinkBlock, LinkValue
from .media import DocumentsBlock, EmbedBlock, FigureBlock
from .story import StoryBlock
from .text import AccordionBlock, CallToActionBlock, HeadingBlock, NoticeBlock, QuoteBlock, SourceBlock, TextBlock
from .translated import SameInAllLanguagesBlock

__all__ = [
    "AccordionBlock",
    "CallToActionBlock",
    "DocumentsBlock",
    "EmbedBlock",
    "FigureBlock",
    "HeadingBlock",
    "LinkBlock",
    "LinkListBlock",
    "LinkValue",
    "NoticeBlock",
    "QuoteBlock",
    "SameInAllLanguagesBlock",
    "SourceBlock",
    "StoryBlock",
    "TableBlock",
    "TextBlock",
]
