"""guide/identify/: one question at a time, for goods without a mark to look up. The address holds the whole way."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from greencustoms.core.page_part import PagePart, render_part, url_of

from ..cards import card_of, card_of_category, places_of, treaties_of
from ..identification.graph import CANNOT_TELL, Graph
from ..models.identification import IdentificationQuestion
from ..models.items import ControlledItem, ItemListing
from .shared import chapters_by_translation, reading_order

ROUTE = "identify/"
LONGEST_ADDRESS = 2000
FEW = 12


def identify(guide, request):
    """Ask the question that the address leads to, or say what it leads to."""
    graph = Graph(questions_in(reading_order()))
    place = graph.walk(request.GET.get("path", "")[:LONGEST_ADDRESS])
    part = PagePart(
        guide,
        ROUTE,
        title=_("Identify the goods, one question at a time"),
        description=_("No mark to look up? Answer what you can see, and get the treaty, the papers and whom to call."),
    )
    if place is None:
        return render_part(request, part, "pages/identify_page.html", {"doors": doors_of(graph)})
    part.above = [(part.title, ROUTE)]
    part.title = title_of(place)
    possible = graph.possible_at(place)
    items = items_of(possible.item_ids, reading_order())
    context = {
        "place": place,
        "answers": answers_of(place),
        "cannot_tell": f"?path={place.after(CANNOT_TELL)}",
        "possible": {"categories": list(possible.categories.values()), "items": items[:FEW], "count": len(items)},
        "few": FEW,
        "language": get_language(),
    }
    if place.outcome:
        context |= outcome_of(guide, request, place.outcome, items)
    return render_part(request, part, "pages/identify_page.html", context)


def questions_in(languages):
    """The published questions, each in the first of those languages that has it."""
    questions = list(IdentificationQuestion.objects.for_readers(languages))
    questions.sort(key=lambda question: languages.index(question.locale.language_code), reverse=True)
    best = {question.slug: question for question in questions}
    return sorted(best.values(), key=lambda question: (question.order, question.pk))


def doors_of(graph):
    return [{"question": door, "href": f"?path={door.slug}"} for door in graph.doors]


def answers_of(place):
    if not place.question:
        return []
    return [{"answer": one, "href": f"?path={place.after(one.key)}"} for one in place.question.answers.all()]


def title_of(place):
    if place.question:
        return place.question.text
    if place.is_cannot_tell:
        return _("You cannot tell, and that is an answer")
    return _("Nothing in our list") if place.outcome.is_not_listed else _("This is what it may be")


def items_of(ids, languages):
    """The published items with those ids, in the order of the ids and in the first of the languages that has them."""
    originals = ControlledItem.objects.live().filter(pk__in=ids).values_list("translation_key", "pk")
    places = {key: list(ids).index(pk) for key, pk in originals}
    versions = ControlledItem.objects.for_cards().select_related("locale")
    found = versions.filter(translation_key__in=places, locale__language_code__in=languages)
    best = {}
    for version in sorted(found, key=lambda one: languages.index(one.locale.language_code), reverse=True):
        best[version.translation_key] = version
    return sorted(best.values(), key=lambda one: places[one.translation_key])


def outcome_of(guide, request, answer, items):
    """The card of what the goods are: of the one item, or else of the category."""
    chapters = chapters_by_translation(guide)

    def treaties(places):
        return treaties_of(places, chapters, lambda chapter: url_of(chapter, request))

    if len(items) == 1:
        return {"card": card_of(items[0], treaties(places_of(items[0].listings.all()))), "item": items[0]}
    category = answer.category or (items[0].category if items and same_category(items) else None)
    if category is None:
        return {}
    listed = ItemListing.objects.filter(item__category__translation_key=category.translation_key, item__live=True)
    keys = listed.values_list("chapter__translation_key", flat=True).distinct()
    return {"card": card_of_category(category, treaties({key: [] for key in keys})), "category": category}


def same_category(items):
    return len({item.category_id for item in items}) == 1
