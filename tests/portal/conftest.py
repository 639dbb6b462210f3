"""Two partners with people: what one has, the other must never see."""

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from portal.models import ReportAttachment, ReportDraft
from portal.people.inviting import invite
from portal.reports.files import add_files
from portal.reports.submitting import submit
from tests.core.uploads.sample_files import pdf, photo
from tests.factories.pages import PartnerPageFactory, WorkshopPageFactory
from tests.factories.portal import MembershipFactory, UserFactory
from tests.factories.reports import draft_of

from .moderating import as_staff


@pytest.fixture
def partner_a(partner_index):
    return PartnerPageFactory(parent=partner_index, title="Alpha Secretariat", acronym="ALPHA")


@pytest.fixture
def partner_b(partner_index):
    return PartnerPageFactory(parent=partner_index, title="Beta Organisation", acronym="BETA")


@pytest.fixture
def member_a(partner_a):
    return MembershipFactory(partner=partner_a, user__email="a@alpha.example")


@pytest.fixture
def lead_a(partner_a):
    return MembershipFactory(partner=partner_a, lead=True, user__email="lead@alpha.example")


@pytest.fixture
def member_b(partner_b):
    return MembershipFactory(partner=partner_b, user__email="b@beta.example")


def signed_in(membership):
    """A browser of that member."""
    client = Client()
    client.force_login(membership.user, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def as_a(member_a):
    return signed_in(member_a)


@pytest.fixture
def as_lead(lead_a):
    return signed_in(lead_a)


@pytest.fixture
def as_b(member_b):
    return signed_in(member_b)


@pytest.fixture
def workshop(year_2030, partner_a):
    workshop = WorkshopPageFactory(parent=year_2030, slug="minsk", title="Waste at the border", status="held")
    workshop.partners = [partner_a]
    workshop.save()
    return workshop


@pytest.fixture
def draft(member_a, workshop):
    return draft_of(member_a, workshop)


@pytest.fixture
def moderator(home):
    """A moderator of the secretariat."""
    user = UserFactory(email="moderator@example.org")
    user.groups.add(Group.objects.get(name="Secretariat moderators"))
    return user


@pytest.fixture
def as_moderator(moderator):
    return as_staff(moderator)


@pytest.fixture
def files(draft, member_a):
    add_files(draft, member_a.user, [SimpleUploadedFile("border.jpg", photo())], ReportAttachment.Kind.PHOTO)
    add_files(draft, member_a.user, [SimpleUploadedFile("agenda.pdf", pdf())], ReportAttachment.Kind.DOCUMENT)
    ReportAttachment.objects.update(alt_text="Officers at a table.", has_consent=True)
    return draft.attachments.all()


@pytest.fixture
def waiting(draft, member_a):
    submit(draft, member_a.user, draft.version)
    return ReportDraft.objects.get()


@pytest.fixture
def waiting_with_files(files, waiting):
    return waiting


@pytest.fixture
def invitation(lead_a):
    return invite(email="New@alpha.example", partner=lead_a.partner, by=lead_a.user, name="Ada", language="en")
