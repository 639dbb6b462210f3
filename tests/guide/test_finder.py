"""What the finder answers to what people type, with the list of the site."""

from pathlib import Path

import pytest
import yaml
from django.conf import settings
from django.db import transaction
from django.utils import translation

from greencustoms.core.content import load_content
from greencustoms.core.models import LoadedEntry
from greencustoms.home.management.commands.load_content import READERS
from guide.finder import NEAR, find
from guide.models import ControlledItem, ItemCategory, ItemIdentifier

FILES = ("finder_queries.yaml", "finder_queries_outside.yaml")
READ = [yaml.safe_load((Path(__file__).parent / file).read_text(encoding="utf-8")) for file in FILES]
ABSENT = [query for read in READ for query in read["absent"]]
QUERIES = {part: queries for read in READ for part, queries in read.items() if part != "absent"}
ALWAYS_RIGHT = "exact"

# Loading the content takes longer than all that is asked of it: one worker does it, once.
pytestmark = pytest.mark.xdist_group("whole content")
SHARE_RIGHT = 0.97


@pytest.fixture(scope="module")
def whole_list(django_db_setup, django_db_blocker):
    """The content of the site, loaded once for all tests that only read it."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_content(settings.BASE_DIR / "content", READERS)
        yield
        transaction.set_rollback(True)


def in_english(model):
    return model.objects.filter(locale__language_code="en")


def slugs(answer):
    return [hit.item.slug for hit in answer.hits]


def misses(part):
    """The queries of a part whose first hit is not the right one, with what came first."""
    wrong = []
    for query, right in QUERIES[part]:
        first = slugs(find(query, "en"))[:1]
        if not first or first[0] not in ([right] if isinstance(right, str) else [str(one) for one in right]):
            wrong.append(f"{query!r}: {first or 'nothing'} instead of {right}")
    return wrong


def test_every_exact_mark_finds_its_item(whole_list):
    assert misses(ALWAYS_RIGHT) == []


def test_nearly_all_other_queries_find_what_is_meant(whole_list):
    parts = [part for part in QUERIES if part != ALWAYS_RIGHT]
    asked = sum(len(QUERIES[part]) for part in parts)

    wrong = [miss for part in parts for miss in misses(part)]

    assert asked >= 1000
    assert len(wrong) <= (1 - SHARE_RIGHT) * asked, "\n".join(wrong)


@pytest.mark.parametrize("query", ABSENT)
def test_what_is_not_in_the_list_is_never_found_with_certainty(whole_list, query):
    answer = find(query, "en")

    assert all(hit.strength == NEAR for hit in answer.hits)


def test_a_false_last_digit_is_named_and_near_numbers_are_offered(whole_list):
    answer = find("CAS 75-71-9", "en")

    assert answer.recognised_as[0].problem
    assert "75-71-8" in [suggestion.text for suggestion in answer.near]


def test_goods_under_two_treaties_stand_in_two_groups(whole_list):
    groups = find("aldrin", "en").groups

    assert [group.chapter.slug for group in groups] == ["stockholm-convention", "rotterdam-convention"]
    assert all(group.hits[0].item.slug == "aldrin" for group in groups)


def test_a_heading_finds_all_its_subheadings_and_says_so(whole_list):
    answer = find("29.03", "en")

    assert answer.total > 50
    assert answer.is_ambiguous
    assert str(answer.top.reasons[0]) == "HS heading 29.03 includes it"


def test_a_label_that_contradicts_itself_is_ambiguous(whole_list):
    answer = find("UN 1028 R-134a", "en")

    assert answer.is_ambiguous
    assert set(slugs(answer)) == {"cfc-12", "hfc-134a"}


def test_a_treaty_and_a_category_that_are_named_are_offered(whole_list):
    answer = find("CITES", "en")

    assert [chapter.slug for chapter in answer.chapters] == ["cites"]
    assert [category.slug for category in answer.categories] == ["wildlife", "animal-product", "wild-plant"]


def test_an_exception_in_a_note_is_shown_but_not_taken_for_the_item(whole_list):
    answer = find("budgerigar", "en")

    assert slugs(answer) == ["other-parrots"]
    assert answer.top.strength == NEAR
    assert "not listed" in str(answer.top.reasons[0])


@pytest.mark.parametrize("language", ["en", "fr", "es", "ru", "ar", "zh-hans"])
def test_the_answer_is_the_same_in_every_language(whole_list, language):
    with translation.override(language):
        assert slugs(find("carved ivory", language)) == slugs(find("carved ivory", "en"))
        assert slugs(find("слоновая кость", language))[:1] == ["elephant-ivory"]


@pytest.mark.parametrize(
    ("slug", "bites"), [("elephant-ivory", False), ("rhino-horn", False), ("dalbergia", False), ("other-parrots", True)]
)
def test_only_goods_that_may_be_alive_are_said_to_bite(whole_list, slug, bites):
    assert ("bite" in in_english(ControlledItem).get(slug=slug).danger_line) == bites


def test_the_whole_list_is_loaded(whole_list):
    assert in_english(ControlledItem).live().count() == 322
    assert in_english(ItemCategory).count() == 13
    assert not ControlledItem.objects.filter(listings=None).exists()
    assert not ControlledItem.objects.filter(source_title="").exists()
    assert set(ControlledItem.objects.values_list("facts_as_of", flat=True)) == {"2026-03"}
    assert not ControlledItem.objects.filter(review_by=None).exists()
    assert not ControlledItem.objects.exclude(verified_on=None).exists()


def test_loading_again_changes_nothing_and_keeps_what_editors_wrote(whole_list):
    item = in_english(ControlledItem).get(slug="cfc-12")
    with transaction.atomic():
        item.note = "Edited in the admin."
        item.save_revision().publish()
        LoadedEntry.objects.filter(key="all content files").delete()

        counts = load_content(settings.BASE_DIR / "content", READERS)

        assert (counts["added"], counts["changed"], counts["left alone"]) == (0, 0, 1)
        assert in_english(ControlledItem).get(slug="cfc-12").note == "Edited in the admin."
        transaction.set_rollback(True)


def test_an_item_can_be_taken_back_to_what_was_loaded(whole_list):
    item = in_english(ControlledItem).get(slug="cfc-12")

    assert item.live
    assert not item.has_unpublished_changes
    assert item.live_revision.as_object().values_of("cas") == ["75-71-8"]


def test_no_item_has_a_mark_twice(whole_list):
    marks = ItemIdentifier.objects.values_list("item", "kind", "normalised", "language", "edition")

    assert len(marks) == len(set(marks))
