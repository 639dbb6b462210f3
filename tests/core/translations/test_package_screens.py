"""The screens of the translation package show and do no more than the overview."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.models import Page, PageViewRestriction
from wagtail_localize.models import Translation, TranslationSource

from greencustoms.core.models import TranslationReview, TranslationUpload
from tests.factories.guide import GlossaryTermFactory
from tests.factories.pages import InformationPageFactory, PartnerPageFactory, WorkshopReportPageFactory

HIDDEN = "The plan nobody knows"


@pytest.fixture(params=["draft", "private"])
def hidden(request, home):
    """An original that is not for everybody."""
    page = InformationPageFactory(parent=home, title=HIDDEN, slug="plan", live=request.param != "draft")
    if request.param == "private":
        PageViewRestriction.objects.create(page=page, restriction_type="login")
    return page


@pytest.fixture
def source_of_hidden(hidden):
    return TranslationSource.update_or_create_from_instance(hidden)[0]


def send(page):
    return reverse("wagtail_localize:submit_page_translation", args=[page.pk])


def test_a_translator_neither_sees_nor_sends_a_hidden_page(client, hidden, translator, french):
    client.force_login(translator)

    assert HIDDEN not in client.get(send(hidden), follow=True).text
    client.post(send(hidden), {"languages": ["fr"], "locales": [french.pk]})
    assert not Page.objects.filter(translation_key=hidden.translation_key, locale=french).exists()


def test_a_translator_does_not_read_its_name_where_translations_are_synced(client, source_of_hidden, translator):
    client.force_login(translator)
    address = reverse("wagtail_localize:update_translations", args=[source_of_hidden.pk])

    assert HIDDEN not in client.get(address, follow=True).text


def test_a_translator_does_not_read_its_name_in_the_report_of_the_package(
    client, hidden, french, source_of_hidden, translator
):
    Translation.objects.create(source=source_of_hidden, target_locale=french)
    client.force_login(translator)

    assert HIDDEN not in client.get(reverse("wagtail_localize:translations_report"), follow=True).text


def test_a_translator_does_not_copy_it_over_a_translation_of_theirs(client, about, french_about, translator):
    PageViewRestriction.objects.create(page=about, restriction_type="login")
    about.title = HIDDEN
    about.save()
    page = french_about.get_target_instance()
    client.force_login(translator)

    client.post(reverse("wagtail_localize:convert_to_alias", args=[page.pk]))

    page.refresh_from_db()
    assert page.title == "À propos"


def test_names_of_records_are_for_those_who_work_on_them(client, translator):
    GlossaryTermFactory(term=HIDDEN, live=False)
    client.force_login(translator)

    answer = client.get(reverse("wagtail_localize:snippets_api_listing", args=["guide", "glossaryterm"]))

    assert answer.status_code == 403


def test_a_page_is_sent_with_the_live_pages_below_it(client, index, about, french_home):
    InformationPageFactory(parent=about, title="Below", slug="below")
    InformationPageFactory(parent=about, title="Draft", slug="draft", live=False)

    client.post(send(about), {"languages": ["fr"], "below": "on"})

    made = Page.objects.filter(locale__language_code="fr", depth__gt=2)
    assert sorted(page.title for page in made) == ["About", "Below"]
    assert not any(page.live for page in made)


def test_a_translator_sends_into_their_own_languages_only(client, about, translator):
    client.force_login(translator)

    answer = client.post(send(about), {"languages": ["es"]})

    assert answer.status_code == 422
    assert not Page.objects.filter(locale__language_code="es", translation_key=about.translation_key).exists()


def test_nothing_ticked_is_told_beside_the_languages(client, index, about):
    assert "Tick one language at least." in client.post(send(about), {}).text


def test_after_one_language_the_editor_of_the_translation_opens(client, index, about, french_home):
    answer = client.post(send(about), {"languages": ["fr"]})

    made = about.get_translation(french_home.target_locale)
    assert answer["Location"] == reverse("wagtailadmin_pages:edit", args=[made.pk])


def test_a_file_sent_from_the_editor_is_looked_at_first(client, index, french_about):
    address = reverse("wagtail_localize:upload_pofile", args=[french_about.pk])

    answer = client.post(address, {"file": SimpleUploadedFile("a.po", b'msgid "a"\nmsgstr "b"\n')}, follow=True)

    assert "Its head does not say what it translates" in answer.text
    assert TranslationUpload.objects.get().locale == french_about.target_locale


def test_the_editor_says_that_nobody_has_reviewed_a_machine_translation(
    client, index, about, french, french_home, translate, boss
):
    made = translate(about, french, kind="machine")
    address = reverse("wagtailadmin_pages:edit", args=[made.get_target_instance().pk])
    assert "nobody has reviewed it" in client.get(address).text

    TranslationReview.objects.create(translation=made, made_from=made.origin.saved_from, reviewed_by=boss)
    assert "nobody has reviewed it" not in client.get(address).text


def test_the_editor_of_a_record_says_that_its_original_has_changed(client, index, french, french_home, translate):
    term = GlossaryTermFactory(term="Permit", definition="A paper.")
    term.save_revision().publish()
    made = translate(term, french, {"Permit": "Permis", "A paper.": "Un papier."})
    term.definition = "A signed paper."
    term.save_revision().publish()

    address = reverse("wagtailsnippets_guide_glossaryterm:edit", args=[made.get_target_instance().pk])

    assert "The English text has changed since this translation was made." in client.get(address).text


def test_a_report_of_a_partner_stays_in_its_language(client, index, home):
    report = WorkshopReportPageFactory(parent=home, language="fr", partner=PartnerPageFactory(parent=home))

    assert "stay in the language they were written in" in client.get(send(report), follow=True).text
    assert client.post(send(report), {"languages": ["es"]}).status_code == 404
    assert report.title not in [row.title for row in client.get(index).context["page"]]
