"""From the Markdown of the content files to the HTML that Wagtail's rich text stores."""

import re
from html import escape
from html.parser import HTMLParser

from markdown import Markdown

TAGS = {"p": "p", "strong": "b", "em": "i", "ul": "ul", "ol": "ol", "li": "li"}
ADDRESSES = ("https://", "http://", "mailto:")
SPACE_AROUND_BLOCKS = re.compile(r"\s*(</?(?:p|ul|ol|li)>)\s*")


class RichText(str):
    """HTML for rich text, in which links to pages of this site still carry an address in place of an id."""

    __slots__ = ()


class RichTextWriter(HTMLParser):
    """Rewrites the HTML of Markdown into that of rich text, and notes what rich text cannot hold."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.html = []
        self.lists = 0
        self.pages = []
        self.refused = []

    def handle_starttag(self, tag, attributes):
        if tag == "a":
            self.start_link(dict(attributes).get("href") or "")
        elif tag in TAGS:
            self.lists += tag == "li"
            # A list with blank lines between its items wraps each of them in a paragraph: rich text does not.
            if not (tag == "p" and self.lists):
                self.html.append(f"<{TAGS[tag]}>")
        else:
            self.refused.append(f"<{tag}>")

    def start_link(self, href):
        if href.startswith("page:"):
            self.pages.append(href.removeprefix("page:"))
            self.html.append(f'<a linktype="page" id="{escape(self.pages[-1])}">')
        elif href.startswith(ADDRESSES):
            self.html.append(f'<a href="{escape(href)}">')
        else:
            self.refused.append(f"a link to “{href}”")
            self.html.append("<a>")

    def handle_endtag(self, tag):
        if tag == "a":
            self.html.append("</a>")
        elif tag in TAGS:
            if not (tag == "p" and self.lists):
                self.html.append(f"</{TAGS[tag]}>")
            self.lists -= tag == "li"

    def handle_data(self, data):
        self.html.append(escape(data.replace("\n", " "), quote=False))


def markdown_to_html(text: str) -> str:
    """Return the HTML of that Markdown. HTML inside the Markdown is text like any other."""
    markdown = Markdown(extensions=["sane_lists"])
    markdown.preprocessors.deregister("html_block")
    markdown.inlinePatterns.deregister("html")
    return markdown.convert(text)


def to_rich_text(text: str) -> tuple[RichText, list[str], list[str]]:
    """Return the rich text of that Markdown, the addresses of pages it links to, and what it may not hold."""
    writer = RichTextWriter()
    writer.feed(markdown_to_html(text))
    writer.close()
    html = SPACE_AROUND_BLOCKS.sub(r"\1", "".join(writer.html)).strip()
    return RichText(html), writer.pages, writer.refused
