"""Lists of pages in the admin menu: each page once, in its original language."""

from django.db.models import Q
from wagtail.admin.views.pages.listing import IndexView
from wagtail.models import Locale, Page


class OriginalsView(IndexView):
    """Translations are left out, but for those of which there is no original; "Languages in step" lists them all."""

    def get_base_queryset(self):
        original = Locale.get_default()
        originals = Page.objects.filter(locale=original).values("translation_key")
        return super().get_base_queryset().filter(Q(locale=original) | ~Q(translation_key__in=originals))
