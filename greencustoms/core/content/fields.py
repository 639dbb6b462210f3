"""What many page types have in common, read from their entries."""

from .blocks import STORY_BLOCKS, Block, read_body
from .entry import Entry


def article_fields(entry: Entry) -> dict:
    """The fields of every `ArticlePage`."""
    return {
        "title": entry.text("title"),
        "summary": entry.text("summary"),
        "intro": entry.text("intro", required=False),
        "body": read_body(entry, "body", STORY_BLOCKS),
        "sources": read_sources(entry),
    }


def menu_fields(entry: Entry) -> dict:
    return {"show_in_menus": entry.flag("in_menu")}


def read_sources(entry: Entry) -> list[Block]:
    """Sources that are only listed."""
    return [Block("source", read_source(source), source.place) for source in entry.entries("sources")]


def read_source(source: Entry) -> dict:
    return {"title": source.text("title"), "url": source.text("url", required=False)}


def source_fields(entry: Entry) -> dict:
    """The source of a row, such as a module or a figure; none where it is left out."""
    source = read_source(entry.entry("source", required=False))
    return {"source_title": source["title"], "source_url": source["url"]}


class Row(dict):
    """The fields of one row of an inline list, with the line it stands on."""

    def __init__(self, fields, place):
        super().__init__(fields)
        self.place = place
