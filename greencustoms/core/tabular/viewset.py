"""Imports in the menu and under the addresses of the admin: one set of screens for each kind of record."""

from django.urls import path, re_path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet, ViewSetGroup
from wagtail.admin.widgets.button import Button

from . import views
from .registry import all_importers, importer_for


def namespace_for(kind):
    return f"import_{kind}"


class ImportMenuItem(MenuItem):
    """Shown to those who may import records of this kind."""

    importer_class = None

    def is_shown(self, request):
        return self.importer_class().user_may(request.user)


class ImportViewSet(ViewSet):
    """The screens for importing one kind of record."""

    icon = "upload"

    def __init__(self, importer_class):
        super().__init__(
            namespace_for(importer_class.kind),
            url_prefix=f"imports/{importer_class.kind}",
            importer_class=importer_class,
            menu_label=importer_class.title,
        )

    @cached_property
    def menu_item_class(self):
        return type("ImportMenuItem", (ImportMenuItem,), {"importer_class": self.importer_class})

    def get_common_view_kwargs(self, **kwargs):
        return super().get_common_view_kwargs(
            importer_class=self.importer_class, namespace=self.url_namespace, **kwargs
        )

    def get_urlpatterns(self):
        view = self.construct_view
        return [
            path("", view(views.IndexView), name="index"),
            re_path(
                r"^(?P<what>template|present)\.(?P<extension>csv|xlsx)$", view(views.TemplateView), name="template"
            ),
            path("<int:pk>/", view(views.RunView), name="run"),
            path("<int:pk>/confirm/", view(views.ConfirmView), name="confirm"),
            path("<int:pk>/undo/", view(views.UndoView), name="undo"),
            path("<int:pk>/again/", view(views.AgainView), name="again"),
            path("<int:pk>/discard/", view(views.DiscardView), name="discard"),
        ]


class ImportGroup(ViewSetGroup):
    """All that can be imported, in one place of the menu."""

    menu_label = _("Imports")
    menu_icon = "upload"
    menu_order = 300

    def __init__(self):
        self.items = [ImportViewSet(importer) for importer in all_importers()]
        super().__init__()


def import_button(kind, user):
    """The way from a list of records to their import, for whoever may go it; otherwise nothing."""
    importer = importer_for(kind)
    if not importer().user_may(user):
        return []
    return [Button(importer.title, url=reverse(f"{namespace_for(kind)}:index"), icon_name="upload", priority=90)]
