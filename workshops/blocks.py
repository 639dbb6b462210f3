"""Blocks that only workshops use."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class AgendaItemBlock(blocks.StructBlock):
    """One line of the agenda. Day and time may be left out where they are not known."""

    day = blocks.DateBlock(label=_("Day"), required=False)
    time = blocks.CharBlock(label=_("Time"), required=False, max_length=40, help_text=_("For example: 9.00 to 10.30."))
    title = blocks.CharBlock(label=_("What"), max_length=500)

    class Meta:
        icon = "time"
        label = _("Line")
