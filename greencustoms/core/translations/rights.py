"""Who may do what with translations.

Who may publish the home page of a language translates into that language: pages by the rights of each page, records
by this right alone, since rights on records know no language. Originals are read by whoever may read them on the site.
"""

from django.conf import settings
from django.utils.functional import cached_property
from wagtail.models import Locale, Page, Site
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.permissions import policy_registry

from ..querysets import SitePageQuerySet


class Rights:
    """What one user may do; asked many times for one request."""

    def __init__(self, user):
        self.user = user

    @cached_property
    def languages(self) -> list[Locale]:
        """The languages this user may translate into."""
        return [locale for locale in target_locales() if locale.pk in self.language_keys]

    @cached_property
    def language_keys(self) -> set[int]:
        if self.user.is_superuser:
            return {locale.pk for locale in target_locales()}
        site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
        if site is None:
            return set()
        homes = Page.objects.filter(translation_key=site.root_page.translation_key)
        return set(
            PagePermissionPolicy()
            .instances_user_has_permission_for(self.user, "publish")
            .filter(pk__in=homes)
            .exclude(locale=site.root_page.locale_id)
            .values_list("locale_id", flat=True)
        )

    @property
    def may_see(self) -> bool:
        return self.user.is_active and self.user.has_perm("wagtailadmin.access_admin") and bool(self.language_keys)

    def visible_pages(self):
        """Live pages that anybody may read, and those that this user meets in the admin anyway."""
        pages = SitePageQuerySet(model=Page).live().filter(depth__gt=1)
        private = SitePageQuerySet(model=Page).not_public()
        hidden = private.exclude(pk__in=PagePermissionPolicy().explorable_instances(self.user).values("pk"))
        return pages.exclude(pk__in=hidden.values("pk"))

    def may_read(self, original) -> bool:
        """Whether this user may read an original: what anybody reads on the site, and what they work on in the admin."""
        if isinstance(original, Page):
            worked_on = PagePermissionPolicy().explorable_instances(self.user)
            return any(pages.filter(pk=original.pk).exists() for pages in (self.visible_pages(), worked_on))
        return getattr(original, "live", True) or self.works_on_kind(type(original))

    def may_read_draft(self, original) -> bool:
        """Whether they may read what of it is not published yet."""
        if isinstance(original, Page):
            return original.permissions_for_user(self.user).can_edit()
        return self.works_on_kind(type(original))

    def works_on_kind(self, model) -> bool:
        return policy_registry.get_by_type(model).user_has_any_permission(self.user, {"add", "change", "publish"})

    def may_write(self, target, locale: Locale) -> bool:
        """Whether this user may change and publish the translation; `target` is None where there is none yet."""
        if locale.pk not in self.language_keys:
            return False
        if isinstance(target, Page):
            allowed = target.permissions_for_user(self.user)
            return allowed.can_edit() and allowed.can_publish()
        return True

    def may_publish_original(self, instance) -> bool:
        if isinstance(instance, Page):
            return instance.permissions_for_user(self.user).can_publish()
        policy = policy_registry.get_by_type(type(instance))
        return policy.user_has_permission(self.user, "publish") or policy.user_has_permission(self.user, "change")


def target_locales() -> list[Locale]:
    """The languages that are translated into, in the order of the settings."""
    found = {locale.language_code: locale for locale in Locale.objects.all()}
    codes = [code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]
    return [found[code] for code in codes if code in found]
