from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks import StreamValue

from .data import LinkListBlock, TableBlock
from .media import DocumentsBlock, EmbedBlock, FigureBlock
from .text import AccordionBlock, CallToActionBlock, HeadingBlock, NoticeBlock, QuoteBlock, TextBlock

TEXT_GROUP = _("Text")
MEDIA_GROUP = _("Pictures and files")
LINK_GROUP = _("Links")


@dataclass(frozen=True)
class Part:
    """A block of a body, with the level that its title stands at and, for a heading, an id of its own."""

    block: StreamValue.StreamChild
    level: int
    anchor: str = ""


def outline(story: StreamValue) -> list[Part]:
    """Place each block in the outline of its page: the page title is level one, and no level is skipped."""
    parts, above, taken = [], 1, set()
    for block in story:
        level = min(above + 1, 3)
        if block.block_type != "heading":
            parts.append(Part(block, level))
            continue
        above = min(level, int(block.value["level"][1:]))
        words = anchor = f"s-{block.value.anchor}"
        while anchor in taken:
            anchor = f"{words}-{len(taken) + 1}"
        taken.add(anchor)
        parts.append(Part(block, above, anchor))
    return parts


class StoryBlock(blocks.StreamBlock):
    """The body of every article-like page. A block added here reaches all of them at once."""

    heading = HeadingBlock(group=TEXT_GROUP)
    text = TextBlock(group=TEXT_GROUP)
    notice = NoticeBlock(group=TEXT_GROUP)
    quote = QuoteBlock(group=TEXT_GROUP)
    table = TableBlock(group=TEXT_GROUP)
    accordion = AccordionBlock(group=TEXT_GROUP)
    figure = FigureBlock(group=MEDIA_GROUP)
    documents = DocumentsBlock(group=MEDIA_GROUP)
    embed = EmbedBlock(group=MEDIA_GROUP)
    links = LinkListBlock(group=LINK_GROUP)
    call_to_action = CallToActionBlock(group=LINK_GROUP)

    class Meta:
        template = "blocks/story.html"
        block_counts = {}

    def get_context(self, value, parent_context=None):
        return super().get_context(value, parent_context) | {"parts": outline(value)}
