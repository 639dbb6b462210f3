"""What leaves the site leaves it with its files, and the log says so."""

from django.urls import reverse

from greencustoms.core.models import SiteDocument, SiteImage
from portal.models import Action, ReportAttachment, ReportDraft, State, replayed_state
from portal.reports.saving import revise
from portal.reports.submitting import submit

from .moderating import approved


def test_text_and_files_leave_the_site_together(waiting_with_files, moderator, client):
    draft = approved(waiting_with_files, moderator)
    url, document = draft.page.url, SiteDocument.objects.get().url

    draft.page.unpublish()

    assert client.get(url).status_code == client.get(document).status_code == 404
    assert not SiteImage.objects.exists()
    assert ReportDraft.objects.get().state == State.WITHDRAWN


def test_a_file_that_the_new_version_lacks_is_no_longer_public(waiting_with_files, moderator, member_a, client):
    draft = approved(waiting_with_files, moderator)
    document = SiteDocument.objects.get().url
    revise(draft, member_a.user)
    draft.attachments.filter(kind=ReportAttachment.Kind.DOCUMENT).update(removed_at=draft.saved_at)
    submit(draft, member_a.user, 1)
    assert client.get(document).status_code == 200

    approved(ReportDraft.objects.get(), moderator)

    assert client.get(document).status_code == 404
    assert SiteImage.objects.count() == 1


def test_a_deleted_page_leaves_a_log_that_replays(waiting, moderator):
    draft = approved(waiting, moderator)

    draft.page.delete()

    draft = ReportDraft.objects.get()
    assert replayed_state(draft.events.all()) == draft.state == State.WITHDRAWN


def test_the_log_names_who_took_a_report_off_the_site(waiting, moderator, as_moderator):
    draft = approved(waiting, moderator)

    as_moderator.post(reverse("wagtailadmin_pages:unpublish", args=[draft.page_id]))

    assert draft.events.get(action=Action.UNPUBLISH).by == moderator
