from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PortalConfig(AppConfig):
    name = "portal"
    label = "portal"
    verbose_name = _("Partner portal")

    def ready(self):
        # Importing them makes hooks and recipes known.
        from .moderation import hooks, notices, signals  # noqa: F401
        from .people import letters  # noqa: F401

        notices.connect()
        signals.connect()
