"""Makes the questions of the guided identification of `content/identification.yaml`."""

from greencustoms.core.content import Block, ContentFolder, Entry, RecordEntry, RecordReference, Row
from greencustoms.core.icons import GOODS_ICONS

from .content_items import find
from .models import ControlledItem, IdentificationQuestion, ItemCategory

GOALS = ("next", "category", "items", "not_listed")


def read(folder: ContentFolder):
    """Questions come after those that they lead to, so that each finds its goals. Items must have been read before."""
    entries = {}
    for entry in folder.entries("identification.yaml"):
        slug = entry.slug()
        folder.take("question", slug, entry.place_of("slug"))
        entries.setdefault(slug, entry)
    references = {slug: RecordReference(IdentificationQuestion, find(slug)) for slug in entries}
    for slug in in_order(folder, entries):
        yield read_question(entries[slug], references)


def in_order(folder, entries):
    """The slugs, goals first. A circle is noted as a problem."""
    done, under_way, ordered = set(), [], []

    def visit(slug):
        if slug in under_way:
            way = " → ".join([*under_way[under_way.index(slug) :], slug])
            folder.problems.add(entries[slug].place, f"these questions go round in a circle: {way}")
        elif slug in entries and slug not in done:
            under_way.append(slug)
            for goal in goals_of(entries[slug]):
                visit(goal)
            under_way.pop()
            done.add(slug)
            ordered.append(slug)

    for slug in entries:
        visit(slug)
    return ordered


def goals_of(entry):
    """The slugs of the questions that a question leads to, as far as its answers can be read."""
    answers = entry.values.get("answers")
    rows = [answer for answer in answers if isinstance(answer, dict)] if isinstance(answers, list) else []
    goals = [*(answer.get("next") for answer in rows), entry.values.get("unsure")]
    return [goal for goal in goals if isinstance(goal, str)]


def read_question(entry: Entry, questions) -> RecordEntry:
    slug = entry.slug()
    door = entry.entry("door", required=False)
    is_door = "door" in entry.values
    icons = [icon for icon, _meaning in GOODS_ICONS]
    fields = {
        "text": entry.text("text"),
        "where_to_look": entry.text("where", required=False),
        "stop_now": entry.text("stop", required=False),
        "is_door": is_door,
        "door_title": door.text("title", required=is_door),
        "door_note": door.text("note", required=False),
        "icon": door.choice("icon", icons, default="unk"),
        "order": door.number("order", required=is_door) or 0,
        "answers": [read_answer(answer, questions) for answer in entry.entries("answers", required=True)],
        "if_unsure": question_named(entry, "unsure", questions),
    }
    return RecordEntry(entry, IdentificationQuestion, find(slug), fields, f"question {slug}", entry.values)


def read_answer(entry: Entry, questions) -> Row:
    given = [goal for goal in GOALS if goal in entry.values]
    if len(given) != 1:
        entry.folder.problems.add(entry.place, f"an answer needs exactly one of: {', '.join(GOALS)}")
    fields = {
        "text": entry.text("text"),
        "note": entry.text("note", required=False),
        "next_question": question_named(entry, "next", questions),
        "category": category_named(entry),
        "items": [
            Block("item", RecordReference(ControlledItem, find(slug)), place)
            for place, slug in entry.words("items")
            if is_known(entry.folder, "item", slug, place)
        ],
        "is_not_listed": entry.flag("not_listed"),
    }
    return Row(fields, entry.place)


def question_named(entry: Entry, key, questions):
    slug = entry.text(key, required=False)
    if slug and slug not in questions:
        entry.problem(key, f"‘{key}’: there is no question “{slug}”")
    return questions.get(slug)


def category_named(entry: Entry):
    slug = entry.text("category", required=False)
    if not slug or not is_known(entry.folder, "category", slug, entry.place_of("category")):
        return None
    return RecordReference(ItemCategory, find(slug))


def is_known(folder, what, slug, place):
    known = (what, slug) in folder.taken
    if not known:
        folder.problems.add(place, f"there is no {what} “{slug}”")
    return known
