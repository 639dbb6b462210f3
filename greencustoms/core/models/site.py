from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.fields import RichTextField
from wagtail.models import PreviewableMixin, TranslatableMixin

NOTE_FEATURES = ["bold", "link"]


@register_setting(icon="mail", order=100)
class ContactDetails(BaseSiteSetting):
    """How the secretariat is reached. Shown in the footer and on the contact page; who it is stands in `SiteText`."""

    email = models.EmailField(_("e-mail address"), default="greencustoms@unep.fr")
    website = models.CharField(_("website"), max_length=120, blank=True, default="www.greencustoms.org")
    postal_address = models.TextField(_("postal address"), blank=True, help_text=_("Leave empty to show none."))
    telephone = models.CharField(_("telephone"), max_length=60, blank=True)

    panels = [
        MultiFieldPanel(["email", "website", "telephone", "postal_address"], heading=_("How to reach us")),
    ]

    class Meta:
        verbose_name = _("contact details")


class SiteText(PreviewableMixin, TranslatableMixin, models.Model):
    """The texts that stand on every page, once for each language."""

    strapline = models.CharField(
        _("strapline"), max_length=300, help_text=_("The small line at the very top of every page.")
    )
    secretariat = models.CharField(_("secretariat"), max_length=160, default="Green Customs Secretariat")
    organisation = models.CharField(
        _("organisation of the secretariat"), max_length=200, default="United Nations Environment Programme (UNEP)"
    )
    alert = RichTextField(
        _("alert"),
        blank=True,
        features=NOTE_FEATURES,
        help_text=_("A banner at the top of every page, for urgent news. Leave empty to show none."),
    )
    footer = RichTextField(_("footer note"), blank=True, features=NOTE_FEATURES)
    contact_note = RichTextField(
        _("note on the address"),
        blank=True,
        features=NOTE_FEATURES,
        help_text=_("Shown on the contact page, for example that the address is being changed."),
    )
    country_note = RichTextField(
        _("note on country designations"),
        blank=True,
        features=NOTE_FEATURES,
        help_text=_("Shown wherever countries are listed or drawn on a map."),
    )
    trade_name_note = RichTextField(
        _("note on trade names"),
        blank=True,
        features=NOTE_FEATURES,
        help_text=_("Shown wherever trade names are mentioned."),
    )

    panels = [
        FieldPanel("strapline"),
        FieldPanel("alert"),
        MultiFieldPanel(["secretariat", "organisation", "footer", "contact_note"], heading=_("Contact and footer")),
        MultiFieldPanel(["country_note", "trade_name_note"], heading=_("Notes of the United Nations")),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("texts on every page")
        verbose_name_plural = _("texts on every page")

    def __str__(self):
        return str(_("Texts on every page (%(language)s)") % {"language": self.locale})

    def get_preview_template(self, request, mode_name):
        return "pages/site_text_preview.html"
