"""The screens of the translation package that ask for too few rights, or have a better one here (wagtail-localize 1.14).

Its addresses stay, so that its buttons work; what answers there is named below.
"""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import include, path
from django.views.decorators.http import require_POST
from django.views.generic import RedirectView
from wagtail.admin import messages
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation
from wagtail_localize.views import convert, snippets_api
from wagtail_localize.wagtail_hooks import TranslationsReportMenuItem

from .forms import UploadForm
from .po_views import store_upload
from .rights import Rights
from .send_view import SendView


class RecordsAPI(snippets_api.SnippetViewSet):
    """Names of records, drafts too, for the editor of translations: for those who work on that kind."""

    def check_permissions(self, request):
        super().check_permissions(request)
        if not Rights(request.user).works_on_kind(self.get_model()):
            self.permission_denied(request)


def convert_to_alias(request, page_id):
    """The package copies the original, private or draft, for whoever may edit the translation."""
    page = get_object_or_404(Page, pk=page_id)
    original = page.get_translation_or_none(Locale.get_default())
    if original is None or not Rights(request.user).may_read(original):
        raise PermissionDenied
    return convert.convert_to_alias(request, page_id)


@require_POST
def upload_po_file(request, translation_id):
    """A file sent from the editor is looked at before anything is taken in, like any other."""
    translation = get_object_or_404(Translation, pk=translation_id, enabled=True)
    rights = Rights(request.user)
    if not rights.may_see or not rights.may_write(translation.get_target_instance(), translation.target_locale):
        raise PermissionDenied
    form = UploadForm({"language": translation.target_locale.language_code}, request.FILES, locales=rights.languages)
    if not form.is_valid():
        messages.error(request, " ".join(error for errors in form.errors.values() for error in errors))
        return redirect("translations:files")
    return redirect("translations:upload", store_upload(form, request.user).pk)


def urls():
    """Found before those of the package."""
    overview = RedirectView.as_view(pattern_name="translations:index")
    send = SendView.as_view()
    patterns = [
        path("submit/page/<int:page_id>/", send),
        path("submit/snippet/<slug:app_label>/<slug:model_name>/<str:pk>/", send),
        path("update/<int:translation_source_id>/", send),
        path("translate/<int:translation_id>/pofile/upload/", upload_po_file),
        path("page/<int:page_id>/convert_to_alias/", convert_to_alias),
        path("reports/translations/", overview),
        path("reports/translations/results/", overview),
        path("api/snippets/<slug:app_label>/<slug:model_name>/", RecordsAPI.as_view({"get": "list"})),
        path("api/snippets/<slug:app_label>/<slug:model_name>/<str:pk>/", RecordsAPI.as_view({"get": "retrieve"})),
    ]
    return [path("localize/", include(patterns))]


def one_overview(request, menu_items):
    """“Languages in step” says all that the report of the package says, to those whom it concerns."""
    menu_items[:] = [item for item in menu_items if not isinstance(item, TranslationsReportMenuItem)]
