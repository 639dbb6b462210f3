"""Where a link goes: to a page of this site, which may move, or to an outside address."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from ..page_links import address_of


class LinkValue(blocks.StructValue):
    """A link that knows its address and whether a reader may follow it."""

    @property
    def href(self):
        page = self.get("page")
        if page:
            return address_of(page.pk)
        return self.get("url") or ""

    @property
    def is_external(self):
        return not self.get("page")


class LinkBlock(blocks.StructBlock):
    """A link to exactly one of: a page of this site, an outside address."""

    title = blocks.CharBlock(label=_("Words of the link"), max_length=300)
    page = blocks.PageChooserBlock(label=_("Page of this site"), required=False)
    url = blocks.URLBlock(label=_("Or an outside address"), required=False)
    note = blocks.CharBlock(
        label=_("Note"), required=False, max_length=250, help_text=_("What the reader finds there, in a few words.")
    )

    class Meta:
        icon = "link"
        label = _("Link")
        value_class = LinkValue

    def clean(self, value):
        cleaned = super().clean(value)
        if bool(cleaned.get("page")) == bool(cleaned.get("url")):
            error = ValidationError(_("Give either a page of this site or an outside address."))
            raise StructBlockValidationError(block_errors={"url": error})
        return cleaned
