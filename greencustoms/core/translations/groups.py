"""A starter group of translators for each language: they edit and publish what stands under its home page."""

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.utils.translation import override
from wagtail.models import GroupPagePermission, Page, Site

from ..languages import LANGUAGE_NAMES
from ..models import LoadedEntry
from .rights import target_locales

OF_PAGES = ("add_page", "change_page", "publish_page")
OF_ADMIN = (("wagtailadmin", "access_admin"), ("wagtail_localize", "submit_translation"))


@transaction.atomic
def make_groups():
    """Make the groups that have not been made yet. What the secretariat changed or deleted is left alone."""
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    if site is None:
        return
    for locale in target_locales():
        key = f"translators {locale.language_code}"
        home = Page.objects.filter(translation_key=site.root_page.translation_key, locale=locale).first()
        if home is not None and not LoadedEntry.objects.filter(key=key).exists():
            with override(settings.LANGUAGE_CODE):
                name = f"Translators: {LANGUAGE_NAMES[locale.language_code]}"
            group, made = Group.objects.get_or_create(name=name)
            if made:
                grant(group, home)
            LoadedEntry.objects.create(key=key)


def grant(group, home):
    for app, codename in OF_ADMIN:
        group.permissions.add(Permission.objects.get(content_type__app_label=app, codename=codename))
    for codename in OF_PAGES:
        permission = Permission.objects.get(content_type__app_label="wagtailcore", codename=codename)
        GroupPagePermission.objects.create(group=group, page=home, permission=permission)
