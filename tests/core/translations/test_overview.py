"""The grid of all translations in the admin, and the comparison of one with its original."""

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail_localize.models import Translation
from wagtail_localize.operations import translate_object

from tests.factories.guide import GlossaryTermFactory
from tests.factories.pages import InformationPageFactory


def test_the_grid_leads_to_the_editor_and_to_sending(client, index, about, french_about):
    text = client.get(index).content.decode()

    assert f"/admin/pages/{french_about.get_target_instance().pk}/edit/" in text
    assert f"/admin/localize/submit/page/{about.pk}/?select_locale=es" in text


def test_filters_by_state_language_and_words(client, index, about, french_about):
    InformationPageFactory(parent=about.get_parent(), title="Genesis")

    found = client.get(index, {"state": "missing", "language": "fr", "q": "gen"}).context["page"]
    assert [row.title for row in found] == ["Genesis"]
    found = client.get(index, {"state": "in-step", "language": "fr", "q": "about"}).context["page"]
    assert [row.title for row in found] == ["About"]


def test_filters_by_section(client, index, about, home):
    InformationPageFactory(parent=about, title="Below")
    InformationPageFactory(parent=home, title="Beside")

    found = client.get(index, {"section": about.path}).context["page"]
    assert [row.title for row in found] == ["About", "Below"]


def test_a_filter_that_makes_no_sense_filters_nothing(client, index, about):
    assert client.get(index, {"state": "purple", "p": "x"}).status_code == 200


def test_a_thousand_rows_take_as_many_queries_as_a_few(client, index, about, french_about):
    GlossaryTermFactory(term="Permit")
    client.get(index, {"state": "missing"})
    with CaptureQueriesContext(connection) as few:
        client.get(index, {"state": "missing"})
    for number in range(1000):
        GlossaryTermFactory(term=f"Term {number}")
    client.get(index, {"state": "missing"})
    with CaptureQueriesContext(connection) as many:
        response = client.get(index, {"state": "missing"})
    assert response.context["page"].paginator.count > 1000
    assert len(many) <= len(few)


def test_the_comparison_shows_old_and_new_side_by_side(client, index, about, french_about):
    about.intro = "What we do now."
    about.save_revision().publish()

    response = client.get(reverse("translations:compare", args=[french_about.pk]))

    assert [(change.place, change.old, change.new) for change in response.context["changes"]] == [
        ("intro", "What we do.", "What we do now.")
    ]


def test_the_comparison_names_texts_not_translated_yet(client, index, about, french_home, french):
    translate_object(about, [french])
    made = Translation.objects.get(source__object_id=about.translation_key)

    response = client.get(reverse("translations:compare", args=[made.pk]))

    assert set(response.context["untranslated"]) == {"About", "What we do."}
