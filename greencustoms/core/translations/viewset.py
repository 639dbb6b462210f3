"""The translation screens in the admin: under Reports, and from the head of each page."""

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet
from wagtail.permission_policies.pages import PagePermissionPolicy

from .origins import original_locale
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
    """Shown to those who have a language to work on."""

    def is_shown(self, request):
        """Whether a home page of another language lies under a right to publish.

        The menu stands on every screen, so it asks for nothing new: rights on pages are read for other entries anyway.
        """
        user = request.user
        if user.is_superuser:
            return True
        rights = PagePermissionPolicy().get_cached_permissions_for_user(user)
        places = [right.page for right in rights if right.permission.codename == "publish_page"]
        # The root of the tree, then the home page of each language.
        return any(page.depth == 1 or (page.depth == 2 and page.locale_id != original_locale()) for page in places)


def menu_item():
    return TranslationsMenuItem(
        _("Languages in step"), reverse("translations:index"), icon_name="wagtail-localize-language", order=8900
    )
