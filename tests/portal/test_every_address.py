"""Every address of the portal, found in its list of addresses: a new one is walked without anybody thinking of it."""

import uuid
from urllib.parse import quote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from portal.models import Announcement
from portal.people.inviting import invite
from portal.reports.files import add_files
from portal.reports.saving import save
from portal.urls import urlpatterns
from tests.core.uploads.sample_files import pdf
from tests.factories.reports import COMPLETE

from .conftest import signed_in

BY_LINK = {"invitation", "expert", "expert-file"}
"""Whoever has the link may open these; their tests are in `test_joining.py` and `test_experts_and_reminders.py`."""

SAID_OTHERWISE = {"kind": "docx", "name": "take-back"}
NAMES = [pattern.name for pattern in urlpatterns if pattern.name not in BY_LINK]
WITH_KEY = [pattern.name for pattern in urlpatterns if pattern.pattern.converters and pattern.name not in BY_LINK]


@pytest.fixture
def of_a(draft, lead_a, member_a, workshop):
    """What partner A has, by the names of addresses: real keys, to be tried by others."""
    add_files(draft, member_a.user, [SimpleUploadedFile("a.pdf", pdf())], "document")
    save(draft, member_a.user, 1, COMPLETE | {"results": "Second"})
    announcement = Announcement.objects.create(partner=draft.partner, title="To come", sent_by=member_a.user)
    invitation = invite(email="new@alpha.example", partner=draft.partner, by=lead_a.user)
    report = {"key": draft.key, "file_key": draft.attachments.get().key, "number": draft.texts.get().pk}
    return {
        "announced": {"key": announcement.key},
        "member-remove": {"pk": member_a.pk},
        "invitation-again": {"pk": invitation.pk},
        "invitation-withdraw": {"pk": invitation.pk},
        "report": report,
    }


def address(name, keys):
    pattern = next(pattern for pattern in urlpatterns if pattern.name == name)
    values = SAID_OTHERWISE | keys
    return reverse(f"portal:{name}", kwargs={part: values[part] for part in pattern.pattern.converters})


def there_is_none(keys):
    return {part: uuid.uuid4() if isinstance(value, uuid.UUID) else 987654 for part, value in keys.items()}


@pytest.mark.parametrize("name", WITH_KEY)
def test_what_another_partner_has_looks_like_what_never_was(name, of_a, member_b):
    member_b.is_lead = True
    member_b.save()
    as_b = signed_in(member_b)
    keys = of_a.get(name, of_a["report"])

    for ask in (as_b.get, as_b.post):
        theirs, nothing = ask(address(name, keys)), ask(address(name, there_is_none(keys)))
        assert theirs.status_code == nothing.status_code
        assert theirs.status_code in (404, 405)
        assert without_address(theirs) == without_address(nothing)


def without_address(response):
    asked = response.request["PATH_INFO"]
    return response.text.replace(asked, "").replace(quote(asked, safe=""), "") if response.content else ""


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_done_by_a_form_of_another_website(name, of_a, lead_a):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(lead_a.user, backend="django.contrib.auth.backends.ModelBackend")

    answer = browser.post(address(name, of_a.get(name, of_a["report"])))

    assert answer.status_code in (403, 405)
