"""Reads `content/*.yaml` and makes pages of it; `docs/content.md` describes the files.

This package knows no page type. Each app has a `content.py` whose `read` turns its entries into `PageEntry` objects.
"""

from .blocks import STORY_BLOCKS, Block, blocks_of, read_body
from .entry import Entry, PageReference
from .fields import Row, article_fields, menu_fields, read_source, read_sources, source_fields
from .folder import ContentFolder
from .loading import check_content, load_content
from .plan import PageEntry, RecordEntry
from .problems import ContentError
from .references import RecordReference

__all__ = [
    "STORY_BLOCKS",
    "Block",
    "ContentError",
    "ContentFolder",
    "Entry",
    "PageEntry",
    "PageReference",
    "RecordEntry",
    "RecordReference",
    "Row",
    "article_fields",
    "blocks_of",
    "check_content",
    "load_content",
    "menu_fields",
    "read_body",
    "read_source",
    "read_sources",
    "source_fields",
]
