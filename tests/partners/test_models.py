import pytest
from wagtail.models import Page
from wagtail.test.utils.form_data import nested_form_data, streamfield

from greencustoms.core.models import User
from partners.models import PartnerIndexPage, PartnerPage
from tests.factories.pages import ChapterPageFactory, PartnerPageFactory

pytestmark = pytest.mark.django_db


def test_the_admin_offers_only_children_that_make_sense():
    assert PartnerIndexPage.allowed_subpage_models() == [PartnerPage]
    assert PartnerPage.allowed_subpage_models() == []
    assert Page not in PartnerPage.allowed_parent_page_models()


def test_treaty_secretariats_come_first_and_empty_groups_are_left_out(client, partner_index):
    PartnerPageFactory(parent=partner_index, title="INTERPOL")

    groups = client.get(partner_index.url).context["groups"]

    assert [group["label"] for group in groups] == ["International organisations"]

    PartnerPageFactory(parent=partner_index, title="CITES", kind=PartnerPage.Kind.SECRETARIAT)
    groups = client.get(partner_index.url).context["groups"]
    assert [group["label"] for group in groups] == ["Treaty secretariats", "International organisations"]


def test_a_draft_partner_is_not_listed(client, partner_index):
    PartnerPageFactory(parent=partner_index, title="Not yet", live=False)

    assert "Not yet" not in client.get(partner_index.url).text


def test_a_partner_names_only_the_chapters_a_visitor_can_read(partner_index, guide_index):
    partner = PartnerPageFactory(parent=partner_index)
    chapter = ChapterPageFactory(parent=guide_index, partner=partner)
    ChapterPageFactory(parent=guide_index, partner=partner, live=False)

    assert partner.live_chapters == [chapter]


def partner_form(**fields):
    return nested_form_data(
        {
            "title": "New partner",
            "slug": "new-partner",
            "summary": "",
            "full_name": "New partner in full",
            "acronym": "NP",
            "kind": "international-organisation",
            "city": "",
            "country": "",
            "website": "",
            "joined_year": "",
            "joined_note": "",
            "logo": "",
            "regulates": streamfield([]),
            "contributions": streamfield([]),
            "intro": "",
            "body": streamfield([]),
            "sources": streamfield([]),
            "comments": {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 1000},
        }
        | fields
    )


def test_a_second_page_for_the_same_organisation_is_refused(client, partner_index):
    PartnerPageFactory(parent=partner_index, title="INTERPOL", acronym="INTERPOL")
    client.force_login(User.objects.create_superuser("admin@example.org", "a long password"))

    response = client.post(
        f"/admin/pages/add/partners/partnerpage/{partner_index.pk}/", partner_form(acronym="Interpol")
    )

    assert response.status_code == 200
    assert "“INTERPOL” has this acronym already." in response.text
    assert not PartnerPage.objects.filter(title="New partner").exists()


def test_a_partner_added_in_the_admin_is_public(client, partner_index):
    client.force_login(User.objects.create_superuser("admin@example.org", "a long password"))

    form = partner_form() | {"action-publish": "action-publish"}
    client.post(f"/admin/pages/add/partners/partnerpage/{partner_index.pk}/", form)
    client.logout()

    assert client.get("/en/partners/new-partner/").status_code == 200


def test_an_index_of_100_partners_costs_as_many_queries_as_one_of_5(client, partner_index, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    for _number in range(5):
        PartnerPageFactory(parent=partner_index)
    client.get(partner_index.url)
    with CaptureQueriesContext(connection) as queries:
        client.get(partner_index.url)
        few = len(queries)
    for _number in range(95):
        PartnerPageFactory(parent=partner_index)
    client.get(partner_index.url)

    with django_assert_num_queries(few):
        client.get(partner_index.url)
