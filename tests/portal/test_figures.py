"""Figures of a report are taken over into the record of its workshop, where a moderator says so."""

from portal.moderation import deciding
from workshops.models import WorkshopPage

from .moderating import decision, review


def test_figures_are_taken_over_only_where_they_are_ticked(as_moderator, waiting):
    as_moderator.post(review(waiting), decision(waiting, "approve", figures=["participants_total", "countries"]))

    workshop = WorkshopPage.objects.get()
    assert workshop.participants_total == 41
    assert workshop.participants_women is None
    assert [row.country.code for row in workshop.participating_countries.all()] == ["BY", "KZ"]


def test_figures_do_not_publish_what_waits_on_the_page_of_the_workshop(waiting, moderator, workshop):
    workshop.title = "Unpublished title"
    workshop.save_revision()

    deciding.approve(waiting, moderator, waiting.page.latest_revision_id, figures=["participants_total"])

    live = WorkshopPage.objects.get()
    assert (live.title, live.participants_total) == ("Waste at the border", 41)
    draft = live.get_latest_revision_as_object()
    assert (draft.title, draft.participants_total) == ("Unpublished title", 41)


def test_figures_stand_beside_each_other_before_they_are_taken_over(as_moderator, waiting, workshop):
    workshop.participants_total = 35
    workshop.save_revision().publish()

    figures = as_moderator.get(review(waiting)).context["figures"]

    assert ("35", "41") in [(figure.on_record, figure.reported) for figure in figures]
