from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PortalConfig(AppConfig):
    name = "portal"
    label = "portal"
    verbose_name = _("Partner portal")

    def ready(self):
        from .people import letters

        assert letters  # noqa: S101 - imported so that its recipe is known
