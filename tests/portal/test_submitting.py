"""A report goes from its partner to the secretariat, whole or not at all."""

import pytest
from wagtail.models import Workflow, WorkflowState

from portal.models import MOVES, Action, ReportDraft, ReportEvent, State, replayed_state
from portal.reports.checking import IncompleteError
from portal.reports.moves import ChangedMeanwhileError, NotPossibleError, move
from portal.reports.saving import begin, put_into_bin, revise, save, save_or_set_aside, take_out_of_bin
from portal.reports.submitting import discard_version, submit, take_back
from tests.factories.reports import COMPLETE, draft_of
from workshops.models import WorkshopReportPage


def test_a_draft_is_no_page(draft):
    assert draft.page is None
    assert not WorkshopReportPage.objects.exists()


def test_there_is_one_report_for_a_partner_and_a_workshop(draft, member_a, workshop):
    assert begin(member_a.partner, workshop, member_a.user) == draft


def test_what_is_submitted_is_a_page_that_is_not_live_under_its_workshop(draft, member_a, workshop):
    submit(draft, member_a.user, draft.version)

    page = WorkshopReportPage.objects.child_of(workshop).get()
    assert not page.live
    assert page.partner_id == member_a.partner_id
    assert page.slug == f"report-{member_a.partner.slug}"


def test_the_revision_holds_what_was_submitted(draft, member_a):
    event = submit(draft, member_a.user, draft.version)

    page = draft.__class__.objects.get(pk=draft.pk).page.get_latest_revision_as_object()
    assert event.revision_id == page.latest_revision_id
    assert page.overview == COMPLETE["overview"]
    assert page.participants_total == 41
    assert str(page.rating_content) == "4.5"
    assert [(row.country.code, row.participants) for row in page.countries.all()] == [("BY", 30), ("KZ", 11)]


def test_a_submitted_report_waits_in_the_workflow_of_reports(draft, member_a, moderator):
    submit(draft, member_a.user, draft.version)

    state = WorkflowState.objects.active().get()
    assert state.workflow == Workflow.objects.get(name="Moderation of reports")
    assert state.current_task_state.revision_id == ReportEvent.objects.get(action=Action.SUBMIT).revision_id
    assert state.current_task_state.task.specific.get_actions(state.content_object, moderator)


def test_what_lacks_something_is_not_submitted_and_leaves_nothing_behind(member_a, workshop):
    draft = draft_of(member_a, workshop, overview="", participants_total="about thirty")

    with pytest.raises(IncompleteError) as caught:
        submit(draft, member_a.user, draft.version)

    assert {problem.anchor for problem in caught.value.check.missing} == {"id_overview", "id_participants_total"}
    assert not WorkshopReportPage.objects.exists()
    assert not WorkflowState.objects.exists()


def test_a_report_that_somebody_saved_meanwhile_is_not_submitted(draft, member_a):
    save(draft, member_a.user, 1, COMPLETE | {"results": "Another"})

    with pytest.raises(ChangedMeanwhileError):
        submit(draft, member_a.user, 1)


def test_a_failure_at_the_end_of_submitting_leaves_nothing_behind(draft, member_a, monkeypatch):
    monkeypatch.setattr("portal.reports.submitting.move", lambda *args, **kwargs: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        submit(draft, member_a.user, draft.version)

    assert not WorkshopReportPage.objects.exists()
    assert not WorkflowState.objects.exists()
    assert ReportDraft.objects.get().state == State.DRAFT


def test_a_report_taken_back_is_a_draft_again_and_waits_for_nobody(draft, member_a):
    submit(draft, member_a.user, draft.version)

    take_back(draft, member_a.user)

    draft.refresh_from_db()
    assert draft.state == State.DRAFT
    assert not WorkflowState.objects.active().exists()


def test_a_report_submitted_again_is_the_same_page_with_one_revision_more(draft, member_a):
    submit(draft, member_a.user, draft.version)
    take_back(draft, member_a.user)
    draft = save(draft, member_a.user, 1, COMPLETE | {"results": "Better"})

    submit(draft, member_a.user, draft.version)

    page = WorkshopReportPage.objects.get()
    assert page.revisions.count() == 2
    assert page.get_latest_revision_as_object().results == "Better"


def test_the_log_replayed_gives_the_state(draft, member_a):
    submit(draft, member_a.user, draft.version)
    take_back(draft, member_a.user)
    submit(draft, member_a.user, draft.version)

    draft.refresh_from_db()
    assert replayed_state(draft.events.all()) == draft.state == State.SUBMITTED


def test_a_log_with_a_step_missing_is_noticed(draft, member_a):
    submit(draft, member_a.user, draft.version)
    take_back(draft, member_a.user)
    draft.events.get(action=Action.SUBMIT).delete()

    with pytest.raises(ValueError, match="does not lead"):
        replayed_state(draft.events.all())


@pytest.mark.parametrize(
    ("state", "action"), [(state, action) for state in State for action in Action if (state, action) not in MOVES]
)
def test_no_other_move_is_possible(draft, member_a, state, action):
    ReportDraft.objects.update(state=state)
    draft.refresh_from_db()

    with pytest.raises(NotPossibleError):
        move(draft, action, member_a.user)


def test_a_text_over_an_older_version_is_set_aside_and_overwrites_nothing(draft, member_a, lead_a):
    save(draft, member_a.user, 1, COMPLETE | {"results": "First"})

    with pytest.raises(ChangedMeanwhileError):
        save_or_set_aside(draft, lead_a.user, 1, COMPLETE | {"results": "Second"})

    assert ReportDraft.objects.get().data["results"] == "First"
    assert draft.texts.get(is_set_aside=True).data["results"] == "Second"


def test_of_one_person_the_newest_twenty_texts_set_aside_are_kept_and_all_of_others(draft, member_a, lead_a):
    submit(draft, member_a.user, draft.version)
    for user, number in [(lead_a.user, 0), *((member_a.user, number) for number in range(25))]:
        with pytest.raises(NotPossibleError):
            save_or_set_aside(draft, user, 1, COMPLETE | {"results": f"Late {number}"})

    aside = draft.texts.filter(is_set_aside=True)
    assert aside.filter(editor=lead_a.user).count() == 1
    assert [text.data["results"] for text in aside.filter(editor=member_a.user)] == [
        f"Late {number}" for number in range(24, 4, -1)
    ]


def test_the_same_text_sent_twice_is_no_conflict(draft, member_a):
    text = COMPLETE | {"results": "First"}
    save_or_set_aside(draft, member_a.user, 1, text)

    assert save_or_set_aside(draft, member_a.user, 1, text).version == 2


def test_what_was_there_before_is_kept(draft, member_a):
    save(draft, member_a.user, 1, COMPLETE | {"results": "Second"})

    assert draft.texts.get().data["results"] == COMPLETE["results"]


def test_a_submitted_report_is_not_written_in(draft, member_a):
    submit(draft, member_a.user, draft.version)

    with pytest.raises(NotPossibleError):
        save_or_set_aside(draft, member_a.user, 1, COMPLETE | {"results": "Late"})

    assert draft.texts.get(is_set_aside=True).data["results"] == "Late"


def test_a_submitted_report_does_not_go_into_the_bin(draft, member_a):
    submit(draft, member_a.user, draft.version)

    with pytest.raises(NotPossibleError):
        put_into_bin(draft, member_a.user)


def test_a_report_out_of_the_bin_is_what_it_was(draft, member_a):
    put_into_bin(draft, member_a.user)
    assert not ReportDraft.objects.kept().exists()

    take_out_of_bin(draft, member_a.user)

    assert ReportDraft.objects.kept().get().data == COMPLETE


def test_a_report_stays_in_the_bin_while_another_has_its_place(draft, member_a, workshop):
    put_into_bin(draft, member_a.user)
    draft_of(member_a, workshop)

    with pytest.raises(NotPossibleError):
        take_out_of_bin(draft, member_a.user)


def published(draft, user):
    """Live, as after an approval."""
    submit(draft, user, draft.version)
    draft.refresh_from_db()
    WorkflowState.objects.active().get().cancel()
    move(draft, Action.APPROVE, None, is_by_staff=True)
    draft.page.get_latest_revision().publish()
    draft.refresh_from_db()
    return ReportDraft.objects.get(pk=draft.pk)


def test_a_new_version_leaves_the_live_text_as_it_is(draft, member_a):
    draft = published(draft, member_a.user)
    revise(draft, member_a.user)
    draft = save(draft, member_a.user, 1, COMPLETE | {"results": "New"})

    submit(draft, member_a.user, draft.version)

    page = WorkshopReportPage.objects.get()
    assert page.live
    assert page.results == COMPLETE["results"]
    assert page.get_latest_revision_as_object().results == "New"


def test_a_new_version_that_is_dropped_leaves_what_is_live(draft, member_a):
    draft = published(draft, member_a.user)
    revise(draft, member_a.user)
    save(draft, member_a.user, 1, COMPLETE | {"results": "New"})

    discard_version(draft, member_a.user)

    draft.refresh_from_db()
    assert draft.state == State.PUBLISHED
    assert draft.data["results"] == COMPLETE["results"]
