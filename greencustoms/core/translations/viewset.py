"""The translation screens in the admin: under Reports, and from the head of each page."""

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet
from wagtail.permission_policies.pages import PagePermissionPolicy

from .po_views import FilesView, UploadView
from .views import CompareView, IndexView


class TranslationsViewSet(ViewSet):
    name = "translations"
    icon = "wagtail-localize-language"

    def get_urlpatterns(self):
        return [
            path("", self.construct_view(IndexView), name="index"),
            path("files/", self.construct_view(FilesView), name="files"),
            path("files/<int:pk>/", self.construct_view(UploadView), name="upload"),
            path("<int:pk>/", self.construct_view(CompareView), name="compare"),
        ]


class TranslationsMenuItem(MenuItem):
    """Shown to those who may publish pages. The menu stands on every screen, so it asks for nothing new."""

    def is_shown(self, request):
        return PagePermissionPolicy().user_has_permission(request.user, "publish")


def menu_item():
    return TranslationsMenuItem(
        _("Languages in step"), reverse("translations:index"), icon_name="wagtail-localize-language", order=8900
    )
