from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .links import LinkBlock
from .text import PLAIN_FEATURES
from .translated import TranslatableTableBlock


class TableBlock(blocks.StructBlock):
    """A table with a caption, a heading for each column and, if wanted, for each row."""

    caption = blocks.CharBlock(label=_("Caption"), max_length=300)
    row_headers = blocks.BooleanBlock(label=_("First column names the rows"), required=False, default=True)
    table = TranslatableTableBlock(
        [
            ("text", blocks.CharBlock(label=_("Text"), required=False)),
            ("rich_text", blocks.RichTextBlock(label=_("Text with links"), features=PLAIN_FEATURES, required=False)),
        ],
        label=_("Table"),
    )

    class Meta:
        icon = "table"
        label = _("Table")
        template = "blocks/table.html"
        description = _("Rows and columns, with a heading for each column.")
        preview_template = "blocks/previews/table.html"


class LinkListBlock(blocks.StructBlock):
    """Links under one heading, each with a word on what is there."""

    heading = blocks.CharBlock(label=_("Heading"), required=False, max_length=250)
    links = blocks.ListBlock(LinkBlock(), label=_("Links"), min_num=1)

    class Meta:
        icon = "link"
        label = _("List of links")
        template = "blocks/link_list.html"
        preview_value = {
            "heading": "See also",
            "links": [{"title": "Basel Convention", "url": "https://www.basel.int", "page": None, "note": "Texts"}],
        }
        description = _("Links under one heading.")
