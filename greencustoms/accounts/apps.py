from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "greencustoms.accounts"
    label = "accounts"
    verbose_name = _("Accounts")

    def ready(self):
        from . import letters, signals

        signals.connect()
        assert letters  # noqa: S101 - imported so that its recipe is known
