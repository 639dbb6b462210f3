"""The public page of a report, and who may touch it in the admin."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from tests.factories import pages
from workshops.models import ReportCountry, WorkshopReportPage


@pytest.fixture
def workshop(year_2030):
    return pages.WorkshopPageFactory(parent=year_2030, slug="minsk", title="Waste at the border")


@pytest.fixture
def report(workshop, partner_index):
    partner = pages.PartnerPageFactory(parent=partner_index, slug="unep", full_name="UN Environment Programme")
    return pages.WorkshopReportPageFactory(parent=workshop, slug="report-unep", partner=partner, language="fr")


def test_a_live_report_is_shown_on_the_page_of_its_workshop(client, workshop, report):
    assert report.url in client.get(workshop.url).content.decode()


def test_a_report_that_is_not_live_is_no_page_and_in_no_list(client, workshop, report):
    report.unpublish()

    assert client.get("/en/workshops/2030/minsk/report-unep/").status_code == 404
    assert report.title not in client.get(workshop.url).content.decode()
    assert "report-unep" not in client.get("/sitemap.xml").content.decode()


def test_a_live_report_is_in_the_sitemap(client, report):
    assert report.full_url in client.get("/sitemap.xml").content.decode()


def test_a_report_in_french_is_not_called_the_english_version_of_one(client, report):
    text = client.get("/fr/workshops/2030/minsk/report-unep/").text

    main = text.partition("<main")[2]
    assert '<p class="note"' not in main
    assert 'lang="en"' not in main.partition(">")[0]
    assert '<h1 lang="fr"' in main


def test_the_text_of_a_report_carries_its_own_language_and_direction(client, report):
    report.language = "ar"
    report.save()

    assert '<div class="story" lang="ar" dir="rtl">' in client.get(report.url).content.decode()


def test_what_a_partner_wrote_is_text_and_never_markup(client, report):
    report.overview = "<script>alert(1)</script>"
    report.save()

    assert "<script>alert" not in client.get(report.url).content.decode()


def test_the_page_shows_who_reported_how_many_came_and_how_they_rated_it(client, report):
    report.participants_total, report.rating_content = 41, Decimal("4.5")
    report.countries = [ReportCountry(country="KE", participants=17)]
    report.save()

    text = client.get(report.url).content.decode()

    assert "UN Environment Programme" in text
    assert ">41<" in text
    assert ">17<" in text
    assert "4.5 of 5" in text


def test_women_and_men_together_are_no_more_than_all_participants(report):
    report.participants_total, report.participants_women = 5, 6

    with pytest.raises(ValidationError):
        report.full_clean()


def test_staff_cannot_make_a_report_by_hand(workshop):
    assert WorkshopReportPage not in workshop.creatable_subpage_models()


@pytest.mark.parametrize("right", ["can_publish", "can_delete", "can_copy", "can_move"])
def test_a_moderator_does_not_go_past_the_moderation(report, moderator, right):
    assert not getattr(report.permissions_for_user(moderator), right)()


def test_a_moderator_may_take_a_report_off_the_site(report, moderator):
    assert report.permissions_for_user(moderator).can_unpublish()


def test_staff_may_not_edit_what_was_never_public_and_waits_for_nobody(report, moderator):
    WorkshopReportPage.objects.filter(pk=report.pk).update(live=False, first_published_at=None)

    assert not WorkshopReportPage.objects.get(pk=report.pk).permissions_for_user(moderator).can_edit()


def test_a_report_with_partners_is_shown_before_it_is_stored(report, partner_index):
    report.partners_involved = [pages.PartnerPageFactory(parent=partner_index, title="Basel")]

    assert b"Basel" in report.make_preview_request().render().content
