"""Blocks that only the pages of this app use."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class StatementBlock(blocks.StructBlock):
    """One thing the initiative has achieved, in words."""

    text = blocks.TextBlock(label=_("Statement"), rows=2)

    class Meta:
        icon = "tick"
        label = _("Statement")
        template = "blocks/statement.html"
        preview_value = {"text": "One umbrella partnership delivers the training."}
        description = _("One achievement, in a sentence.")
