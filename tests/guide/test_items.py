"""Controlled items: what they store, what they take from their category, how editors meet them."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale
from wagtail_localize.models import Translation, TranslationSource

from guide.identifiers import Kind
from guide.models import ControlledItem, ItemCategory, ItemIdentifier
from tests.factories.guide import ControlledItemFactory, ItemCategoryFactory, locale
from tests.factories.pages import ChapterPageFactory

pytestmark = pytest.mark.django_db

EDIT = "wagtailsnippets_guide_controlleditem"


@pytest.fixture
def editor(client, django_user_model):
    user = django_user_model.objects.create_superuser("editor@example.org", "long enough password")
    client.force_login(user)
    return client


@pytest.fixture
def basel(guide_index):
    return ChapterPageFactory(parent=guide_index, title="Basel Convention", slug="basel-convention", number=1)


def form_of(category, listings=(), marks=(), **fields):
    """What the form of an item sends."""
    data = {"name": "CFC-12", "slug": "cfc-12", "category": category.pk} | fields
    rows = {
        "listings": [{"chapter": chapter.pk, "list_name": name} for chapter, name in listings],
        "identifiers": [{"kind": kind, "value": value, "edition": edition} for kind, value, edition in marks],
    }
    for relation, listed in rows.items():
        data |= {f"{relation}-TOTAL_FORMS": len(listed), f"{relation}-INITIAL_FORMS": 0}
        for at, row in enumerate(listed):
            data |= {f"{relation}-{at}-{name}": value for name, value in row.items()} | {f"{relation}-{at}-ORDER": at}
    return data


def test_a_mark_is_kept_as_written_and_as_compared(r22):
    mark = r22.identifiers.get(kind=Kind.HS)

    assert (mark.value, mark.normalised, mark.edition) == ("2903.71", "290371", "HS 2022")


def test_a_mark_written_anew_is_compared_anew(r22):
    mark = r22.identifiers.get(kind=Kind.CAS)

    mark.value = "75-71-8"
    mark.save(update_fields=["value"])

    assert ItemIdentifier.objects.get(pk=mark.pk).normalised == "75718"


def test_an_hs_code_needs_its_edition():
    with pytest.raises(ValidationError, match="Name the edition"):
        ItemIdentifier(kind=Kind.HS, value="2903.77").clean()


def test_what_an_item_does_not_say_comes_from_its_category(gases):
    item = ControlledItemFactory(category=gases, ask_for="Quota letter")

    assert item.danger_line == "Gas under pressure."
    assert item.steps == ["Hold. Keep the goods closed.", "Do not open."]
    assert item.papers == ["Quota letter"]


def test_warning_signs_of_the_item_come_before_those_of_its_category(gases):
    gases.warning_signs = "No label"
    item = ControlledItemFactory(category=gases, warning_signs="Odd cylinder\n\n")

    assert item.signs == ["Odd cylinder", "No label"]


def test_directions_are_those_that_say_something(gases):
    gases.import_note = "Check the quota."
    item = ControlledItemFactory(category=gases, export_note="To Parties only.")

    assert [(str(one["label"]), one["lines"]) for one in item.directions] == [
        ("Import", ["Check the quota."]),
        ("Export", ["To Parties only."]),
    ]


def test_one_slug_serves_one_item_of_each_language(r22):
    twin = ControlledItem(slug="hcfc-22", name="Twin", category=r22.category, locale=locale())
    translation = ControlledItem(slug="hcfc-22", name="HCFC-22", category=r22.category, locale=locale("fr"))

    translation.clean()
    with pytest.raises(ValidationError, match="is used already"):
        twin.clean()


@pytest.mark.parametrize(
    ("review_by", "is_due"),
    [
        pytest.param(date(2030, 5, 13), True, id="yesterday"),
        pytest.param(date(2030, 5, 14), True, id="today"),
        pytest.param(date(2030, 5, 15), False, id="tomorrow"),
        pytest.param(None, False, id="no date"),
    ],
)
def test_facts_are_due_on_the_day_of_their_review(review_by, is_due):
    item = ControlledItemFactory(review_by=review_by)

    assert (item in ControlledItem.objects.due_for_review(on=date(2030, 5, 14))) is is_due


def test_items_under_a_treaty_are_found_from_each_of_its_translations(r22, montreal):
    french = ChapterPageFactory.build(locale=locale("fr"), translation_key=montreal.translation_key)

    assert list(ControlledItem.objects.under(french)) == [r22]


def test_a_category_in_use_cannot_be_deleted(editor, r22):
    answer = editor.post(reverse("wagtailsnippets_guide_itemcategory:delete", args=[r22.category.pk]))

    assert ItemCategory.objects.filter(pk=r22.category.pk).exists()
    assert answer.status_code in (200, 302)


def test_a_chapter_with_items_cannot_be_deleted(editor, r22, montreal):
    answer = editor.post(reverse("wagtailadmin_pages:delete", args=[montreal.pk]))

    montreal.refresh_from_db()
    assert answer.status_code in (200, 302)


# In the admin


def test_an_editor_adds_an_item_under_two_treaties(editor, gases, montreal, basel):
    data = form_of(
        gases,
        listings=[(montreal, "Annex A, Group I"), (basel, "Annex VIII A4140")],
        marks=[(Kind.CAS, "75-71-8", ""), (Kind.HS, "2903.77", "HS 2022")],
    )

    answer = editor.post(reverse(f"{EDIT}:add"), data | {"action-publish": "1"})

    item = ControlledItem.objects.get(slug="cfc-12")
    assert answer.status_code == 302
    assert item.live
    assert [listing.chapter for listing in item.listings.all()] == [montreal, basel]
    assert item.values_of(Kind.CAS) == ["75-71-8"]


def test_wrong_digits_are_named_beside_the_field(editor, gases, montreal):
    data = form_of(gases, listings=[(montreal, "Annex A")], marks=[(Kind.CAS, "75-71-9", "")])

    answer = editor.post(reverse(f"{EDIT}:add"), data | {"action-publish": "1"})

    assert "The last digit of this CAS number should be 8." in answer.content.decode()
    assert 'value="75-71-9"' in answer.content.decode()
    assert not ControlledItem.objects.exists()


def test_a_mark_that_stands_there_twice_is_refused(editor, gases, montreal):
    twins = [(Kind.UN, "UN1028", ""), (Kind.UN, "1028", "")]
    data = form_of(gases, listings=[(montreal, "Annex A")], marks=twins)

    answer = editor.post(reverse(f"{EDIT}:add"), data | {"action-publish": "1"})

    assert "This stands here already." in answer.content.decode()
    assert not ControlledItem.objects.exists()


def test_a_used_slug_is_refused_in_the_form(editor, r22, montreal):
    data = form_of(r22.category, listings=[(montreal, "Annex C")], slug="hcfc-22")

    answer = editor.post(reverse(f"{EDIT}:add"), data | {"action-publish": "1"})

    assert "“hcfc-22” is used already." in answer.content.decode()


def names_listed(answer):
    return [item.name for item in answer.context["object_list"]]


@pytest.mark.parametrize("words", ["HCFC", "75-45", "freon 22", '"', "'", "%"])
def test_items_are_searched_by_any_part_of_a_name_or_mark(editor, r22, words):
    ControlledItemFactory(name="Sarin")

    answer = editor.get(reverse(f"{EDIT}:list"), {"q": words})

    assert names_listed(answer) == ([] if len(words) == 1 else ["HCFC-22"])


def test_items_are_filtered_by_treaty_category_and_review(editor, r22, montreal):
    ControlledItemFactory(name="Sarin", review_by=date(2020, 1, 1))

    by_treaty = editor.get(reverse(f"{EDIT}:list"), {"treaty": montreal.pk})
    by_category = editor.get(reverse(f"{EDIT}:list"), {"category": r22.category.pk})
    by_review = editor.get(reverse(f"{EDIT}:list"), {"due": "0"})

    assert names_listed(by_treaty) == names_listed(by_category) == ["HCFC-22"]
    assert names_listed(by_review) == ["Sarin"]


def queries_of_list(editor):
    editor.get(reverse(f"{EDIT}:list"))
    with CaptureQueriesContext(connection) as queries:
        answer = editor.get(reverse(f"{EDIT}:list"))
    return len(queries), answer


def test_the_list_costs_no_more_queries_for_ten_items_than_for_one(editor, gases, montreal):
    ControlledItemFactory(name="HFC-0", category=gases, chapters=[montreal])
    of_one, _answer = queries_of_list(editor)
    for number in range(1, 10):
        ControlledItemFactory(name=f"HFC-{number}", category=gases, chapters=[montreal])

    of_ten, answer = queries_of_list(editor)

    assert len(names_listed(answer)) == 10
    assert of_ten == of_one


def test_the_list_tells_what_waits_for_its_day(editor, r22):
    r22.save_revision(approved_go_live_at=timezone.now() + timedelta(days=2))
    ControlledItemFactory(name="Sarin", live=False)

    answer = queries_of_list(editor)[1]

    assert [item.status_string for item in answer.context["table"].data] == ["live + scheduled", "draft"]


def test_the_list_offers_to_translate_what_is_not_in_every_language(editor, r22):
    offered = reverse("wagtail_localize:submit_snippet_translation", args=["guide", "controlleditem", r22.pk])

    assert offered in queries_of_list(editor)[1].content.decode()

    r22.copy_for_translation(locale("fr")).save()
    Locale.objects.exclude(language_code__in=["en", "fr"]).delete()
    assert offered not in queries_of_list(editor)[1].content.decode()


def test_the_list_offers_to_bring_translations_up_to_date(editor, r22):
    source, _is_new = TranslationSource.get_or_create_from_instance(r22)
    Translation.objects.create(source=source, target_locale=locale("fr"))

    offered = reverse("wagtail_localize:update_translations", args=[source.pk])

    assert offered in queries_of_list(editor)[1].content.decode()


@pytest.mark.parametrize("address", [f"{EDIT}:list", "facts_due_for_review"])
def test_an_item_is_listed_once_whatever_languages_it_is_in(editor, r22, address):
    r22.copy_for_translation(locale("fr")).save()
    only_french = ControlledItemFactory(name="Fluor", locale=locale("fr"))

    listed = editor.get(reverse(address))
    in_french = editor.get(reverse(address), {"locale": "fr"})

    assert sorted(item.pk for item in listed.context["object_list"]) == [r22.pk, only_french.pk]
    assert {item.locale.language_code for item in in_french.context["object_list"]} == {"fr"}


def test_a_search_finds_translations_too(editor, r22):
    french = r22.copy_for_translation(locale("fr"))
    french.name = "Chlorodifluorométhane"
    french.save()

    assert names_listed(editor.get(reverse(f"{EDIT}:list"), {"q": "fluorométhane"})) == [french.name]


@pytest.mark.parametrize("address", [f"{EDIT}:list", "facts_due_for_review"])
def test_a_day_to_come_is_told_as_a_day(editor, r22, address):
    ControlledItem.objects.update(review_by=date(2131, 5, 1))

    words = editor.get(reverse(address)).content.decode()

    assert "1 May 2131" in words
    assert "Just now" not in words


def test_an_item_can_be_previewed_before_it_is_published(editor, r22):
    address = reverse(f"{EDIT}:preview_on_edit", args=[r22.pk])
    data = form_of(r22.category, listings=[(r22.listings.get().chapter, "Annex C")], name="HCFC-22 anew")

    assert editor.post(address, data).json()["is_valid"]
    assert "HCFC-22 anew" in editor.get(address).content.decode()


# The report


def test_the_report_lists_the_soonest_review_first(editor):
    ControlledItemFactory(name="Undated")
    ControlledItemFactory(name="Later", review_by=date(2031, 1, 1))
    ControlledItemFactory(name="Sooner", review_by=date(2030, 1, 1))

    answer = editor.get(reverse("facts_due_for_review"))

    assert names_listed(answer) == ["Sooner", "Later", "Undated"]
    assert "Facts due for review" in answer.content.decode()


def test_the_report_can_be_taken_away(editor, r22):
    answer = editor.get(reverse("facts_due_for_review"), {"export": "csv"})

    assert b"HCFC-22" in b"".join(answer.streaming_content)


def test_the_report_is_for_those_who_may_edit_items(client, django_user_model):
    user = django_user_model.objects.create_user("guest@example.org", "long enough password")
    client.force_login(user)

    assert client.get(reverse("facts_due_for_review")).status_code in (302, 403)


@override_settings(LANGUAGE_CODE="en")
def test_categories_are_listed_and_edited(editor, gases):
    listed = editor.get(reverse("wagtailsnippets_guide_itemcategory:list"))
    edited = editor.get(reverse("wagtailsnippets_guide_itemcategory:edit", args=[gases.pk]))

    assert names_listed(listed) == ["Refrigerant gas"]
    assert edited.status_code == 200


def test_a_category_has_a_preview(editor):
    category = ItemCategoryFactory(name="Mercury")
    address = reverse("wagtailsnippets_guide_itemcategory:preview_on_edit", args=[category.pk])
    data = {"name": "Mercury", "slug": category.slug, "icon": "hg", "order": 1, "danger": "Toxic.", "contact": "Office"}

    assert editor.post(address, data).json()["is_valid"]
    assert "Toxic." in editor.get(address).content.decode()
