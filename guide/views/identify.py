"""guide/identify/: one question at a time, for goods without a mark to look up. The address holds the whole way."""

from django.utils.translation import gettext as _

from greencustoms.core.memo import remember
from greencustoms.core.page_part import PagePart, language_of, render_part

from ..goods import items_in_category, items_with_ids
from ..identification.graph import CANNOT_TELL, Graph
from ..models.identification import IdentificationQuestion
from .shared import category_card, category_named, item_card, item_named, reading_order

ROUTE = "identify/"
LONGEST_ADDRESS = 2000
FEW = 12


def identify(guide, request):
    """Ask the question that the address leads to, or say what it leads to."""
    graph = graph_in(reading_order(request))
    place = graph.walk(request.GET.get("path", "")[:LONGEST_ADDRESS])
    part = PagePart(
        request,
        guide,
        ROUTE,
        title=_("Identify the goods, one question at a time"),
        description=_("No mark to look up? Answer what you can see, and get the treaty, the papers and whom to call."),
    )
    if place is None:
        return render_part(request, part, "pages/identify_page.html", {"doors": doors_of(graph)})
    possible = graph.possible_at(place)
    items = items_with_ids(possible.item_ids, language_of(request))
    context = {
        "place": place,
        "answers": answers_of(place),
        "cannot_tell": f"?path={place.after(CANNOT_TELL)}",
        "categories": list(possible.categories.values()),
        "items": items[:FEW],
        "more": max(0, len(items) - FEW),
        "contacts": contacts_of(items, possible.categories.values()),
    }
    if place.outcome:
        context |= outcome_of(guide, request, place.outcome, items)
    part.above = [(part.title, ROUTE)]
    part.title = title_of(place, context.get("item"))
    return render_part(request, part, "pages/identify_page.html", context)


def graph_in(languages):
    """The published questions as a graph, each in the first of those languages that has it."""

    def read():
        questions = list(IdentificationQuestion.objects.for_readers(languages))
        questions.sort(key=lambda question: languages.index(question.locale.language_code), reverse=True)
        best = {question.slug: question for question in questions}
        return Graph(sorted(best.values(), key=lambda question: (question.order, question.pk)))

    return remember(("identification", *languages), read)


def doors_of(graph):
    return [{"question": door, "href": f"?path={door.slug}"} for door in graph.doors]


def answers_of(place):
    if not place.question:
        return []
    return [{"answer": one, "href": f"?path={place.after(one.key)}"} for one in place.question.answers.all()]


def contacts_of(items, categories):
    """Whom to call about what is still possible, each office once."""
    return list(dict.fromkeys([*(item.category.contact for item in items), *(one.contact for one in categories)]))


def title_of(place, item):
    if place.question:
        return place.question.text
    if place.is_cannot_tell:
        return _("You cannot tell, and that is an answer")
    if place.outcome.is_not_listed:
        return _("Not in our list")
    return item.name if item else _("What it may be")


def outcome_of(guide, request, answer, items):
    """The card of what the goods are: of the one item, or else of the category that they all belong to."""
    if len(items) == 1:
        item = item_named(items[0].slug, request)
        return {"item": item, "card": item_card(item, guide, request)} if item else {}
    slugs = {item.category.slug for item in items} or {answer.category.slug} if answer.category or items else set()
    category = category_named(slugs.pop(), request) if len(slugs) == 1 else None
    if category is None:
        return {}
    return {
        "card": category_card(category, items or items_in_category(category.slug, language_of(request)), guide, request)
    }
