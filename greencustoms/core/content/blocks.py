"""Bodies: lists of blocks as content files write them, made into what StreamField stores.

A reader of a block takes the entry that is the item of the list (one key, the name of the block) and returns the type
and the value that StreamField stores.
"""

from greencustoms.core.blocks.text import NoticeBlock

from .entry import MARKDOWN_SIGNS, Entry
from .placed_yaml import PlacedList


class Block(dict):
    """One block as StreamField stores it, with the line it stands on."""

    def __init__(self, block_type, value, place):
        super().__init__(type=block_type, value=value)
        self.place = place


def blocks_of(block_type, values, place) -> list[Block]:
    """Blocks of one type, for lists that know only one."""
    return [Block(block_type, value, place) for value in values]


def read_body(entry: Entry, key: str, readers: dict, required=False) -> list[Block]:
    """The blocks under that key."""
    blocks = []
    for item in entry.entries(key, required):
        names = [name for name in item.values if name in readers]
        if len(item.values) == 1 and names:
            blocks.append(Block(*readers[names[0]](item), item.place))
            continue
        item.known_keys.extend(item.values)
        unknown = [name for name in item.values if name not in readers]
        what = f"there is no block ‘{unknown[0]}’" if unknown else "a block must have exactly one key"
        entry.folder.problems.add(item.place, f"{what}; the blocks here are: {', '.join(readers)}")
    return blocks


def read_heading(item):
    return "heading", {"text": item.text("heading"), "level": "h2"}


def read_subheading(item):
    return "heading", {"text": item.text("subheading"), "level": "h3"}


def read_text(item):
    return "text", item.markdown("text")


def read_notice(item):
    notice = item.entry("notice")
    return "notice", {"tone": notice.choice("tone", NoticeBlock.Tone.values), "text": notice.markdown("text")}


def read_quote(item):
    quote = item.entry("quote")
    return "quote", {"text": quote.text("text"), "attribution": quote.text("attribution")}


def read_table(item):
    """Columns hold plain text, unless one of their cells has Markdown in it."""
    table = item.entry("table")
    header = table.texts("header", required=True)
    rows = []
    for place, row in table.items("rows", PlacedList, required=True):
        if len(row) != len(header):
            item.folder.problems.add(place, f"this row has {len(row)} cells under {len(header)} headings")
        for cell_place, cell in zip(row.places, row, strict=True):
            if not isinstance(cell, str):
                item.folder.problems.add(cell_place, "each cell must be text: put it between quotes")
        rows.append((place, [str(cell) for cell in row]))
    types = [
        "rich_text" if any(sign in cell for _place, row in rows for cell in row[at : at + 1] for sign in MARKDOWN_SIGNS)
        else "text"
        for at in range(len(header))
    ]  # fmt: skip
    return "table", {
        "caption": table.text("caption"),
        "row_headers": table.flag("row_headers", default=True),
        "table": {
            "columns": [{"type": kind, "heading": heading} for kind, heading in zip(types, header, strict=True)],
            "rows": [
                {
                    "values": [
                        table.rich(place, "rows", cell) if kind == "rich_text" else cell
                        for kind, cell in zip(types, row, strict=False)
                    ]
                }
                for place, row in rows
            ],
            "caption": "",
        },
    }


def read_link(link):
    """A link to a page of this site or to an outside address."""
    if ("page" in link.values) == ("url" in link.values):
        link.folder.problems.add(link.place, "a link needs either ‘page’ or ‘url’")
    return {
        "title": link.text("title"),
        "page": link.page("page", required=False),
        "url": link.text("url", required=False),
        "note": link.text("note", required=False),
    }


def read_links(item):
    links = item.entry("links")
    found = [read_link(link) for link in links.entries("items", required=True)]
    return "links", {"heading": links.text("heading", required=False), "links": found}


def read_accordion(item):
    parts = item.entries("accordion", required=True)
    return "accordion", {"items": [{"title": part.text("title"), "text": part.markdown("text")} for part in parts]}


def read_call_to_action(item):
    action = item.entry("call_to_action")
    link = {
        "title": action.text("label"),
        "page": action.page("page", required="url" not in action.values),
        "url": action.text("url", required=False),
        "note": "",
    }
    return "call_to_action", {
        "title": action.text("title"),
        "text": action.markdown("text", required=False),
        "link": link,
    }


STORY_BLOCKS = {
    "heading": read_heading,
    "subheading": read_subheading,
    "text": read_text,
    "notice": read_notice,
    "quote": read_quote,
    "table": read_table,
    "links": read_links,
    "accordion": read_accordion,
    "call_to_action": read_call_to_action,
}
