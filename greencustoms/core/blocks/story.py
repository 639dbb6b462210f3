from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .data import LinkListBlock, TableBlock
from .media import DocumentsBlock, EmbedBlock, FigureBlock
from .text import AccordionBlock, CallToActionBlock, HeadingBlock, NoticeBlock, QuoteBlock, TextBlock

TEXT_GROUP = _("Text")
MEDIA_GROUP = _("Pictures and files")
LINK_GROUP = _("Links")


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
        block_counts = {}
