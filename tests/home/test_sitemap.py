import pytest
from wagtail.models import Locale, PageViewRestriction

from tests.factories.guide import ControlledItemFactory
from tests.factories.pages import GuideIndexPageFactory, InformationPageFactory

pytestmark = pytest.mark.django_db


def test_live_pages_are_listed_and_hidden_ones_are_not(client, home):
    InformationPageFactory(parent=home, slug="seen")
    InformationPageFactory(parent=home, slug="draft", live=False)
    private = InformationPageFactory(parent=home, slug="private")
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)

    text = client.get("/sitemap.xml").text

    assert "/en/seen/</loc>" in text
    assert "draft" not in text
    assert "private" not in text


def test_a_page_names_its_translations(client, home):
    french = home.copy_for_translation(Locale.objects.get(language_code="fr"))
    french.save_revision().publish()

    text = client.get("/sitemap.xml").text

    assert 'hreflang="fr"' in text
    assert "/fr/</loc>" in text


def test_a_translation_that_is_a_draft_is_not_named(client, home):
    home.copy_for_translation(Locale.objects.get(language_code="fr"))

    assert "/fr/" not in client.get("/sitemap.xml").text


def test_the_number_of_queries_does_not_grow_with_the_pages(client, home, django_assert_max_num_queries):
    for _number in range(30):
        InformationPageFactory(parent=home)

    with django_assert_max_num_queries(8):
        client.get("/sitemap.xml")


def test_a_card_names_the_languages_it_is_translated_into_and_no_others(client, home):
    french_home = home.copy_for_translation(Locale.objects.get(language_code="fr"))
    french_home.save_revision().publish()
    guide = GuideIndexPageFactory(parent=home)
    guide.copy_for_translation(french_home.locale).save_revision().publish()
    item = ControlledItemFactory(slug="hcfc-22")
    ControlledItemFactory(slug="only-english")
    french = item.copy_for_translation(french_home.locale)
    french.live = True
    french.save()

    entries = client.get("/sitemap.xml").text.split("<url>")

    (card,) = [entry for entry in entries if "/en/guide/items/hcfc-22/</loc>" in entry]
    assert 'hreflang="fr"' in card
    assert '/fr/guide/items/hcfc-22/"' in card
    assert not any("/fr/guide/items/only-english/" in entry for entry in entries)
