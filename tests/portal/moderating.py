"""What tests of moderation do again and again."""

from django.test import Client
from django.urls import reverse

from portal.models import ReportDraft
from portal.moderation import deciding


def as_staff(user):
    browser = Client()
    browser.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return browser


def review(draft):
    return reverse("report_moderation:review", args=[draft.key])


def decision(draft, how, **more):
    return {"revision": draft.page.latest_revision_id, how: "1"} | more


def approved(draft, moderator):
    deciding.approve(draft, moderator, draft.page.latest_revision_id)
    return ReportDraft.objects.get(pk=draft.pk)
