"""The rules by which the finder finds, with a few items."""

import pytest
from wagtail.models import PageViewRestriction

from greencustoms.core import stamp
from guide.finder import CERTAIN, NAMED, find
from guide.finder.index import get_index
from guide.finder.query import read_query
from guide.identifiers import Kind
from guide.models import ControlledItem, ItemIdentifier
from tests.factories.guide import ControlledItemFactory, ItemCategoryFactory, locale
from tests.factories.pages import ChapterPageFactory, WorkshopPageFactory

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


def slugs(answer):
    return [hit.item.slug for hit in answer.hits]


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


@pytest.mark.parametrize("name", ["difluorodichloromethane", "Dichlordifluormethan", "дихлордифторметан"])
def test_the_parts_of_a_chemical_name_stand_in_any_order(montreal, name):
    item = ControlledItemFactory(slug="cfc-12", chapters=[montreal], marks=[(Kind.SYNONYM, "dichlorodifluoromethane")])

    assert find(name, "en").top.item.slug == item.slug
    assert find(name, "en").top.strength == CERTAIN


def test_a_word_of_packing_beside_a_code_finds_nothing_more(r22, montreal):
    ControlledItemFactory(slug="mustard", chapters=[montreal], marks=[(Kind.SYNONYM, "mustard gas")])

    assert slugs(find("r 22 gas", "en")) == [r22.slug]


def test_a_short_name_that_is_whole_comes_before_a_longer_one_that_is_like_it(montreal):
    sarin = ControlledItemFactory(slug="sarin", chapters=[montreal], marks=[(Kind.SYNONYM, "GB")])
    ControlledItemFactory(slug="vx", chapters=[montreal], marks=[(Kind.SYNONYM, "VX nerve agent")])

    assert find("GB nerve agent", "en").top.item.slug == sarin.slug


def test_a_near_spelling_says_of_what(montreal):
    item = ControlledItemFactory(slug="cfc-12", chapters=[montreal], marks=[(Kind.SYNONYM, "dichlorodifluoromethane")])

    answer = find("dichlorodifluoromehtane", "en")

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


def test_a_change_elsewhere_does_not_arrange_the_index_anew(r22, year_2030):
    before = get_index()

    WorkshopPageFactory(parent=year_2030)

    assert get_index() is before
    assert get_index().stamp == stamp.current()


def test_a_change_of_an_item_is_found_at_once(r22):
    before = get_index()

    ItemIdentifier.objects.create(item=r22, kind=Kind.TRADE_NAME, value="Brand new name")

    assert get_index() is not before
    assert find("brand new name", "en").top.item.slug == r22.slug
