from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    name = "greencustoms.core"
    label = "core"
    verbose_name = _("Green Customs core")

    def ready(self):
        from . import same_language, spreadsheet_exports, stamp
        from .translations import origins

        stamp.connect()
        same_language.connect()
        origins.connect()
        spreadsheet_exports.connect()
