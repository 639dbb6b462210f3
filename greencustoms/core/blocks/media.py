from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock

EMBED_HOSTS = (
    "cites.org",
    "interpol.int",
    "opcw.org",
    "un.org",
    "unep.org",
    "unodc.org",
    "vimeo.com",
    "wcoomd.org",
    "youtu.be",
    "youtube.com",
)


class FigureBlock(blocks.StructBlock):
    """A picture in the text. Its words for people who cannot see it depend on where it stands."""

    image = ImageBlock(label=_("Picture"))
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=500)

    class Meta:
        icon = "image"
        label = _("Figure")
        template = "blocks/figure.html"
        description = _("A picture with a caption and the name of its maker.")
        preview_template = "blocks/previews/figure.html"


class DocumentsBlock(blocks.StructBlock):
    """Files to download, each with its kind, language, year and size."""

    heading = blocks.CharBlock(label=_("Heading"), required=False, max_length=250)
    documents = blocks.ListBlock(DocumentChooserBlock(label=_("Document")), label=_("Documents"), min_num=1)

    class Meta:
        icon = "doc-full"
        label = _("Documents")
        template = "blocks/documents.html"
        description = _("Files to download. Kind, language, year and size are shown beside each.")
        preview_template = "blocks/previews/documents.html"


class EmbedValue(blocks.StructValue):
    @property
    def host(self):
        """The site the link leads to."""
        return urlsplit(self["url"]).hostname or ""


class EmbedBlock(blocks.StructBlock):
    """A film or other medium on a trusted outside site.

    It is shown as a link that says where it leads, never loaded into the page: reading this site must not
    tell anybody else who reads it.
    """

    url = blocks.URLBlock(
        label=_("Address"), help_text=_("A film or page on a site of the UN, a partner or a video host.")
    )
    title = blocks.CharBlock(label=_("Title"), max_length=300)
    note = blocks.CharBlock(
        label=_("Note"), required=False, max_length=200, help_text=_("For example: film, 4 minutes, in English.")
    )

    class Meta:
        icon = "media"
        label = _("Film or outside medium")
        template = "blocks/embed.html"
        value_class = EmbedValue
        preview_value = {
            "url": "https://www.youtube.com/watch?v=example",
            "title": "Nothing to declare",
            "note": "Film, 12 minutes",
        }
        description = _("A link to a film on another site. It opens there; nothing is loaded from it here.")

    def clean(self, value):
        cleaned = super().clean(value)
        host = (urlsplit(cleaned["url"]).hostname or "").lower()
        if not any(host == allowed or host.endswith("." + allowed) for allowed in EMBED_HOSTS):
            message = _("This site is not on the list of trusted sites: %(hosts)s.") % {"hosts": ", ".join(EMBED_HOSTS)}
            raise StructBlockValidationError(block_errors={"url": ValidationError(message)})
        return cleaned
