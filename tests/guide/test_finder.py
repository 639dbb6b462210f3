"""What the finder answers to what people type."""

from io import StringIO
from pathlib import Path

import pytest
import yaml
from django.core.management import call_command
from django.db import transaction
from django.utils import translation
from wagtail.models import PageViewRestriction

from guide.finder import CERTAIN, NAMED, NEAR, find
from guide.finder.query import read_query
from guide.identifiers import Kind
from guide.models import ControlledItem, ItemCategory, ItemIdentifier
from tests.factories.guide import ControlledItemFactory, ItemCategoryFactory, locale
from tests.factories.pages import ChapterPageFactory

QUERIES = yaml.safe_load((Path(__file__).parent / "finder_queries.yaml").read_text(encoding="utf-8"))
ALWAYS_RIGHT = "exact"
SHARE_RIGHT = 0.97

HOSTILE = [
    pytest.param("\0", id="NUL"),
    pytest.param("R-12\0' OR 1=1 --", id="NUL inside"),
    pytest.param("a" * 100_000, id="100 KB"),
    pytest.param("1" * 100_000, id="100 KB of figures"),
    pytest.param("R-" * 50_000, id="100 KB of prefixes"),
    pytest.param("ab " * 40_000, id="100 KB of words"),
    pytest.param("象" * 40_000, id="100 KB of Chinese"),
    pytest.param("😀👩‍👩‍👧‍👦🇫🇷", id="emoji"),
    pytest.param("\u202eivory\u202c \u200f\u061c", id="marks of direction"),
    pytest.param("(((*[+?^$\\|{}.", id="signs of patterns"),
    pytest.param("%s %(value)s %d {0}", id="signs of formats"),
    pytest.param("e\u0301" * 300, id="combining signs"),
    pytest.param("\ufdfa" * 200, id="one sign that is eighteen"),
    pytest.param("ﬃ½Ⅻ①", id="signs that stand for several"),
    pytest.param("\ud800", id="half a sign"),
    pytest.param("   \t\r\n  ", id="blanks"),
    pytest.param("-.,/:;", id="stops"),
]


@pytest.fixture(scope="module")
def whole_list(django_db_setup, django_db_blocker):
    """The content of the site, loaded once for all tests that only read it."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_content", stdout=StringIO())
        yield
        transaction.set_rollback(True)


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


# With the real list


def test_every_exact_mark_finds_its_item(whole_list):
    assert misses(ALWAYS_RIGHT) == []


def test_nearly_all_other_queries_find_what_is_meant(whole_list):
    parts = [part for part in QUERIES if part not in (ALWAYS_RIGHT, "absent")]
    asked = sum(len(QUERIES[part]) for part in parts)

    wrong = [miss for part in parts for miss in misses(part)]

    assert asked >= 200
    assert len(wrong) <= (1 - SHARE_RIGHT) * asked, "\n".join(wrong)


@pytest.mark.parametrize("query", QUERIES["absent"])
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
    assert [category.slug for category in answer.categories] == ["wildlife"]


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


def test_the_whole_list_is_loaded(whole_list):
    assert ControlledItem.objects.live().count() == 322
    assert ItemCategory.objects.count() == 11
    assert not ControlledItem.objects.filter(listings=None).exists()
    assert not ControlledItem.objects.filter(source_title="").exists()
    assert set(ControlledItem.objects.values_list("facts_as_of", flat=True)) == {"2026-03"}
    assert not ControlledItem.objects.filter(review_by=None).exists()
    assert not ControlledItem.objects.exclude(verified_on=None).exists()


def test_no_item_has_a_mark_twice(whole_list):
    marks = ItemIdentifier.objects.values_list("item", "kind", "normalised", "language", "edition")

    assert len(marks) == len(set(marks))


# With a few items


@pytest.mark.parametrize(
    ("query", "why", "strength"),
    [
        ("75-45-6", "CAS number 75-45-6", CERTAIN),
        ("R 22", "refrigerant number R-22", CERTAIN),
        ("2903.71", "HS code 2903.71", CERTAIN),
        ("2903.71.00", "HS code 2903.71.00 is part of 2903.71", CERTAIN),
        ("29.03", "HS heading 29.03 includes it", NAMED),
        ("HCFC-22 ", "name HCFC-22", CERTAIN),
    ],
)
def test_each_hit_says_why(r22, query, why, strength):
    answer = find(query, "en")

    assert why in [str(reason) for reason in answer.top.reasons]
    assert answer.top.strength == strength


def test_a_near_spelling_says_of_what(montreal):
    item = ControlledItemFactory(slug="cfc-12", chapters=[montreal], marks=[(Kind.SYNONYM, "dichlorodifluoromethane")])

    answer = find("dichlorodiflouromethane", "en")

    assert slugs(answer) == [item.slug]
    assert str(answer.top.reasons[0]) == "spelling is near “dichlorodifluoromethane”"
    assert answer.top.is_near


def test_figures_in_chemical_names_are_never_guessed(montreal):
    ControlledItemFactory(slug="hfc-134a", marks=[(Kind.SYNONYM, "1,1,1,2-tetrafluoroethane")])
    ControlledItemFactory(slug="hfc-134", marks=[(Kind.SYNONYM, "1,1,2,2-tetrafluoroethane")])

    answer = find("1,1,2,2-tetrafluoroethane", "en")

    assert answer.top.item.slug == "hfc-134"
    assert [hit.item.slug for hit in answer.hits if hit.is_certain] == ["hfc-134"]


def test_exact_marks_come_before_beginnings_and_those_before_words(montreal):
    ControlledItemFactory(slug="words", name="Old mercury")
    ControlledItemFactory(slug="beginning", name="Mercury switches")
    ControlledItemFactory(slug="exact", name="Hg", marks=[(Kind.COMMON_NAME, "mercury")])

    assert slugs(find("mercury", "en")) == ["exact", "beginning", "words"]


@pytest.mark.parametrize("query", HOSTILE)
def test_nothing_that_is_typed_makes_it_fail(r22, query):
    answer = find(query, "en")

    assert len(answer.query) <= 200


def test_a_long_query_is_cut_and_says_so(r22):
    assert find("R-22 " + "x" * 300, "en").was_cut
    assert not find("R-22", "en").was_cut


def test_an_empty_query_finds_nothing(r22):
    answer = find("", "en")

    assert (answer.hits, answer.near, answer.total) == ((), (), 0)


def test_one_query_tells_whether_the_index_is_still_right(r22, django_assert_num_queries):
    find("R-22", "en")

    with django_assert_num_queries(1):
        find("freon", "en")


def test_a_change_is_seen_at_once(r22):
    assert slugs(find("Freon 22", "en")) == ["hcfc-22"]

    r22.identifiers.filter(kind=Kind.TRADE_NAME).delete()
    ControlledItemFactory(slug="anew", name="Freon 22")

    assert slugs(find("Freon 22", "en"))[0] == "anew"


def test_drafts_are_not_found(r22):
    draft = ControlledItem.objects.get(pk=r22.pk)
    draft.name = "Secret name"
    draft.save_revision()
    ControlledItemFactory(name="Unpublished thing", live=False)

    assert find("Secret name", "en").hits == ()
    assert find("Unpublished thing", "en").hits == ()


def test_an_item_that_is_unpublished_is_gone(r22):
    r22.unpublish()

    assert find("R-22", "en").hits == ()


def test_the_treaty_of_a_hidden_chapter_is_not_named(r22, montreal):
    PageViewRestriction.objects.create(page=montreal, restriction_type=PageViewRestriction.LOGIN)

    answer = find("R-22", "en")

    assert slugs(answer) == ["hcfc-22"]
    assert [group.chapter.title for group in answer.groups] == [""]
    assert find("Montreal", "en").chapters == ()


def test_a_translation_is_shown_in_its_language_and_found_in_every(r22):
    french = r22.copy_for_translation(locale("fr"))
    french.name, french.live = "Chlorodifluorométhane", True
    french.save()

    assert find("R-22", "fr").top.item.name == "Chlorodifluorométhane"
    assert find("chlorodifluoromethane", "en").top.item.name == "HCFC-22"
    assert find("R-22", "ru").top.item.name == "HCFC-22"
    assert find("R-22", "en").total == 1


def test_chapters_are_named_in_the_language_of_the_reader(r22, montreal, guide_index):
    french_index = guide_index.copy_for_translation(locale("fr"), copy_parents=True)
    ChapterPageFactory(
        parent=french_index,
        locale=locale("fr"),
        translation_key=montreal.translation_key,
        title="Protocole de Montréal",
    )

    assert find("R-22", "fr").groups[0].chapter.title == "Protocole de Montréal"
    assert find("R-22", "es").groups[0].chapter.title == "Montreal Protocol"


def test_words_of_a_category_name_it(db):
    ItemCategoryFactory(slug="waste", name="Waste", words="déchets\n废物")

    assert [category.slug for category in find("déchet métallique", "en").categories] == ["waste"]
    assert [category.slug for category in find("危险废物", "en").categories] == ["waste"]


@pytest.mark.parametrize(
    ("query", "kind", "written"),
    [
        ("un no 1028", Kind.UN, "1028"),
        ("cas 75718", Kind.CAS, "75-71-8"),
        ("2903 77 00", Kind.HS, "2903.77.00"),
        ("fréon 12", Kind.ASHRAE, "R-12"),
        ("r-4o4a", Kind.ASHRAE, "R-404A"),
        ("а1181", Kind.BASEL_CODE, "A1181"),
        ("schedule 2b4", Kind.ANNEX_CODE, "2.B.4"),
    ],
)
def test_codes_are_recognised_in_many_spellings(query, kind, written):
    assert [(code.kind, code.written) for code in read_query(query).codes if code.is_sure] == [(kind, written)]
