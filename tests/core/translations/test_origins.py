"""Readers of a translation are told when the English text changed after it was made."""

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from greencustoms.core.translations.origins import note_what_is_missing, original_changed_at
from greencustoms.core.translations.po_import import save_target
from tests.factories.guide import ControlledItemFactory

IN_FRENCH = "/fr/about/"


def republish(page, **values):
    for name, value in values.items():
        setattr(page, name, value)
    page.save_revision().publish()


def read(client, address=IN_FRENCH):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_a_translation_of_the_present_text_says_nothing(client, french_about):
    assert "Ce que nous faisons." in read(client)
    assert 'class="note"' not in read(client)


def test_a_changed_original_is_told_with_a_link_to_it(client, about, french_about):
    republish(about, intro="What we do now.")

    note = read(client).partition("<main")[2].partition('<p class="note"')[2].partition("</p>")[0]
    assert '<a href="/en/about/">' in note
    assert str(timezone.localdate().year) in note


def test_publishing_again_without_a_change_of_text_is_not_told(about, french_about):
    republish(about)

    assert original_changed_at(french_about.get_target_instance()) is None


def test_a_draft_of_the_original_is_not_told(about, french_about):
    about.intro = "Not yet."
    about.save_revision()

    assert original_changed_at(french_about.get_target_instance()) is None


def test_a_change_taken_back_is_not_told(about, french_about):
    republish(about, intro="What we do now.")
    republish(about, intro="What we do.")

    assert original_changed_at(french_about.get_target_instance()) is None


def test_it_is_told_until_a_translation_of_the_new_text_is_published(about, french_about, publish):
    republish(about, intro="What we do now.")
    french_about.source.update_from_db()
    save_target(french_about, None, publish=False)
    assert original_changed_at(french_about.get_target_instance()) is not None

    publish(french_about, {"What we do now.": "Ce que nous faisons à présent."})
    assert original_changed_at(french_about.get_target_instance()) is None


def test_the_english_page_says_nothing(client, about, french_about):
    republish(about, intro="What we do now.")

    assert 'class="note"' not in read(client, "/en/about/")


def test_it_costs_no_query_of_its_own(client, about, french_about):
    read(client)
    with CaptureQueriesContext(connection) as before:
        read(client)
    republish(about, intro="What we do now.")
    read(client)
    with CaptureQueriesContext(connection) as after:
        read(client)
    assert len(after) == len(before)


def test_a_changed_item_is_told_on_its_card(client, guide_index, french, french_home, translate):
    item = ControlledItemFactory(name="HCFC-22", slug="hcfc-22")
    item.save_revision().publish()
    translate(guide_index, french, {})
    translation = translate(item, french, {"HCFC-22": "HCFC-22 (fr)"})
    address = "/fr/guide/items/hcfc-22/"
    assert 'class="note" lang="fr"' not in read(client, address)

    republish(item, name="HCFC-22 gas")

    assert original_changed_at(translation.get_target_instance()) is not None
    assert '<a href="/en/guide/items/hcfc-22/">' in read(client, address).partition("<main")[2]


def test_translations_written_in_bulk_are_taken_to_be_of_what_is_noted(about, french_about):
    french_about.origin.delete()
    french_about.source.texts.delete()

    note_what_is_missing()

    french_about.refresh_from_db()
    assert french_about.origin.live_from == french_about.source.texts.digest
    assert original_changed_at(french_about.get_target_instance()) is None
