from django.db.models import TextChoices
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .links import LinkBlock

PLAIN_FEATURES = ["bold", "italic", "link", "document-link"]
TEXT_FEATURES = [*PLAIN_FEATURES, "ul", "ol"]


class QuietChoiceBlock(blocks.ChoiceBlock):
    """A choice about looks: its words are no words of the page, so search does not find them."""

    def get_searchable_content(self, value):
        return []


class HeadingValue(blocks.StructValue):
    @property
    def anchor(self):
        """An id made of the words themselves, in any script."""
        return slugify(self["text"], allow_unicode=True) or "section"


class HeadingBlock(blocks.StructBlock):
    """A heading inside a body. The title of the page is level one, so these are two and three."""

    class Level(TextChoices):
        SECTION = "h2", _("Section")
        PART = "h3", _("Part of a section")

    text = blocks.CharBlock(label=_("Words"), max_length=300)
    level = QuietChoiceBlock(label=_("Level"), choices=Level.choices, default=Level.SECTION)

    class Meta:
        icon = "title"
        label = _("Heading")
        template = "blocks/heading.html"
        value_class = HeadingValue
        preview_value = {"text": "What the licence must show", "level": "h2"}
        description = _("A heading above the text that follows.")


class TextBlock(blocks.RichTextBlock):
    """Running text: paragraphs, lists, bold, links."""

    def __init__(self, **kwargs):
        super().__init__(**{"features": TEXT_FEATURES} | kwargs)

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        template = "blocks/text.html"
        preview_value = "<p>Hold the goods until the <b>licence</b> has been checked.</p>"
        description = _("Paragraphs and lists.")


class NoticeBlock(blocks.StructBlock):
    """A boxed message that must not be missed: a remark, a caution or a hazard."""

    class Tone(TextChoices):
        NOTE = "note", _("Note")
        CARE = "care", _("Caution")
        STOP = "stop", _("Hazard")

    tone = QuietChoiceBlock(label=_("Kind"), choices=Tone.choices, default=Tone.NOTE)
    text = blocks.RichTextBlock(label=_("Text"), features=TEXT_FEATURES)

    class Meta:
        icon = "info-circle"
        label = _("Notice")
        template = "blocks/notice.html"
        preview_value = {"tone": "care", "text": "<p>Cylinders are under pressure. Keep them out of the sun.</p>"}
        description = _("A boxed message that stands out: a note, a caution or a hazard.")


class QuoteBlock(blocks.StructBlock):
    """Words of somebody else, with whose they are."""

    text = blocks.TextBlock(label=_("Quoted words"))
    attribution = blocks.CharBlock(label=_("Who said it, and where"), max_length=400)

    class Meta:
        icon = "openquote"
        label = _("Quote")
        template = "blocks/quote.html"
        preview_value = {"text": "Parties shall take appropriate measures.", "attribution": "CITES, Article VIII"}
        description = _("Words of somebody else, with their source.")


class AccordionBlock(blocks.StructBlock):
    """Questions or parts that open one by one."""

    items = blocks.ListBlock(
        blocks.StructBlock(
            [
                ("title", blocks.CharBlock(label=_("Title"), max_length=300)),
                ("text", blocks.RichTextBlock(label=_("Text"), features=TEXT_FEATURES)),
            ],
            label=_("Part"),
        ),
        label=_("Parts"),
        min_num=1,
    )

    class Meta:
        icon = "list-ul"
        label = _("Accordion")
        template = "blocks/accordion.html"
        preview_value = {"items": [{"title": "Who may register?", "text": "<p>Every customs officer.</p>"}]}
        description = _("Parts that the reader opens one by one. Good for questions and answers.")


class CallToActionBlock(blocks.StructBlock):
    """One thing to do next, with a button."""

    title = blocks.CharBlock(label=_("Title"), max_length=250)
    text = blocks.RichTextBlock(label=_("Text"), features=PLAIN_FEATURES, required=False)
    link = LinkBlock(label=_("Button"))

    class Meta:
        icon = "thumbtack"
        label = _("Call to action")
        template = "blocks/call_to_action.html"
        preview_value = {
            "title": "Carry the Guide with you",
            "text": "<p>Each chapter prints on A4.</p>",
            "link": {"title": "Open the Guide", "url": "https://www.greencustoms.org", "page": None, "note": ""},
        }
        description = _("One thing to do next, with a button.")


class SourceBlock(blocks.StructBlock):
    """Where facts come from: a treaty text, a decision, a publication."""

    title = blocks.CharBlock(label=_("Title"), max_length=600)
    url = blocks.URLBlock(label=_("Address"), required=False, max_length=500)

    class Meta:
        icon = "link-external"
        label = _("Source")
        template = "blocks/source.html"
        preview_value = {"title": "CITES, text of the Convention", "url": "https://cites.org/eng/disc/text.php"}
        description = _("Where the facts on this page come from.")
