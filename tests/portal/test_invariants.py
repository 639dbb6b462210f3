"""What must be true of reports is broken by hand, and found."""

import pytest

from greencustoms.core.invariants import all_broken
from greencustoms.core.models import SiteImage
from portal.models import Action, ReportDraft, ReportEvent, State
from portal.moderation import deciding
from portal.reports.submitting import submit
from tests.core.uploads.sample_files import photo, upload
from workshops.models import ReportFile, WorkshopReportPage

pytestmark = pytest.mark.django_db
NAMES = ["report states", "published reports", "public files of reports"]


def broken():
    return " ".join(str(one) for _name, found in all_broken(NAMES) for one in found)


@pytest.fixture
def published(draft, member_a, moderator, files):
    submit(draft, member_a.user, draft.version)
    draft.refresh_from_db()
    deciding.approve(draft, moderator, draft.page.latest_revision_id)
    return ReportDraft.objects.get(pk=draft.pk)


def test_a_report_on_its_way_and_a_published_one_break_nothing(published):
    assert broken() == ""


def test_a_state_without_a_step_in_the_log_is_found(draft):
    ReportDraft.objects.filter(pk=draft.pk).update(state=State.PUBLISHED)

    assert "it is “published”, but its log says “draft”" in broken()


def test_a_step_that_stands_in_the_log_twice_is_found(published):
    event = published.events.get(action=Action.APPROVE)
    event.pk = None
    event.save(force_insert=True)

    assert "its log is broken" in broken()


def test_a_live_report_that_nobody_approved_is_found(published):
    ReportEvent.objects.filter(action=Action.APPROVE).delete()

    assert "it is live, but nobody approved it" in broken()


def test_a_live_revision_other_than_the_approved_one_is_found(published):
    published.page.save_revision().publish(skip_permission_checks=True)

    assert "was approved → unpublish it" in broken()


def test_an_approval_by_the_author_is_found(published, member_a):
    ReportEvent.objects.filter(action=Action.APPROVE).update(by=member_a.user)

    assert "approved their own report" in broken()


def test_a_public_file_that_nobody_approved_is_found(published):
    ReportFile.objects.filter(kind="photo").update(sha256="0" * 64)

    assert "is not one that was approved" in broken()


def test_public_files_of_a_report_that_is_not_public_are_found(published):
    WorkshopReportPage.objects.update(live=False)

    assert "public, but its report is not" in broken()
    assert "public, but of no live report" in broken()


def test_a_public_copy_that_belongs_to_no_report_is_found(published):
    collection = SiteImage.objects.get().collection
    stray = SiteImage(title="Stray", collection=collection, file=upload("stray.jpg", photo()))
    stray.save()

    assert "“Stray”: public, but of no live report" in broken()
