"""Makes the Guide of `content/chapters/*.yaml` and `content/practical/*.yaml`."""

from greencustoms.core.content import (
    STORY_BLOCKS,
    Block,
    ContentFolder,
    Entry,
    PageEntry,
    article_fields,
    menu_fields,
    read_body,
    read_source,
)
from greencustoms.core.icons import GOODS_ICONS

from . import content_glossary, content_identification, content_items
from .models import ChapterPage, GuideIndexPage, PracticalIndexPage, PracticalPage

FOLDER = "guide"
PRACTICAL_FOLDER = "guide/practical"
PRACTICAL_ORDER = ["health-and-safety", "identification", "seizures", "safe-disposal"]


def read(folder: ContentFolder):
    chapters = [read_chapter(entry) for entry in folder.entries_of_each("chapters")]
    yield from sorted(chapters, key=lambda chapter: chapter.fields["number"] or 0)
    pages = [read_practical_page(entry) for entry in folder.entries_of_each("practical")]
    order = PRACTICAL_ORDER
    yield from sorted(pages, key=lambda page: order.index(page.slug) if page.slug in order else len(order))
    yield from content_items.read(folder)
    yield from content_glossary.read(folder)
    yield from content_identification.read(folder)


def read_index(entry: Entry, address: str):
    """The contents of the Guide and of its practical part, from `content/pages/guide.yaml`."""
    practical = {
        "title": "Practical considerations",
        "summary": entry.text("practical_summary"),
        "intro": entry.text("practical_intro"),
    }
    fields = article_fields(entry) | menu_fields(entry)
    source = {key: value for key, value in entry.values.items() if not key.startswith("practical_")}
    yield PageEntry(entry, GuideIndexPage, address, fields, source=source)
    yield PageEntry(entry, PracticalIndexPage, PRACTICAL_FOLDER, practical, source=practical)


def read_chapter(entry: Entry) -> PageEntry:
    number = entry.number("number")
    entry.folder.take("chapter number", number, entry.place_of("number"))
    sources = Sources(entry)
    fields = {
        "title": entry.text("title"),
        "summary": entry.text("summary"),
        "number": number,
        "treaty_name": entry.text("treaty_name"),
        "icon": read_icon(entry),
        "partner": entry.page("partner", under="partners", noun="partner", required=False),
        "goods": entry.text("goods"),
        "goods_note": entry.text("goods_note", required=False),
        "paper": entry.text("paper"),
        "call": entry.text("call"),
        "directory_url": entry.text("directory_url", required=False),
        **read_border(entry.entry("border")),
        "adopted": entry.day("adopted", required=False),
        "adopted_at": entry.text("adopted_at", required=False),
        "in_force": entry.day("in_force", required=False),
        "parties": entry.number("parties", required=False),
        "parties_as_of": entry.text("parties_as_of", required=False),
        "parties_source": sources.key(entry, "parties_source"),
        "depositary": entry.text("depositary", required=False),
        "related_instruments": [read_instrument(one) for one in entry.entries("related_instruments")],
        **{topic: read_body(entry, topic, sources.blocks, required=True) for topic, _title in ChapterPage.TOPICS},
        "knowledge_check": [read_question(question) for question in entry.entries("knowledge_check")],
        "sources": sources.listed,
    }
    return PageEntry(entry, ChapterPage, f"{FOLDER}/{entry.slug()}", fields)


def read_practical_page(entry: Entry) -> PageEntry:
    sources = Sources(entry)
    fields = {
        "title": entry.text("title"),
        "summary": entry.text("summary"),
        "icon": read_icon(entry),
        "body": read_body(entry, "body", sources.blocks, required=True),
        "sources": sources.listed,
    }
    return PageEntry(entry, PracticalPage, f"{PRACTICAL_FOLDER}/{entry.slug()}", fields)


def read_icon(entry):
    return entry.choice("icon", [icon for icon, _meaning in GOODS_ICONS])


def read_border(border: Entry) -> dict:
    """The four moves at the border and the test at their end."""
    return {key: border.text(key) for key in ("hold", "read", "compare", "decide", "release_if", "stop_if")}


def read_instrument(instrument: Entry) -> Block:
    value = {
        "name": instrument.text("name"),
        "adopted": instrument.text("adopted", required=False),
        "in_force": instrument.text("in_force", required=False),
        "note": instrument.text("note", required=False),
    }
    return Block("instrument", value, instrument.place)


def read_question(question: Entry) -> Block:
    answers, correct = question.texts("answers", required=True), question.number("correct")
    if correct is not None and not 1 <= correct <= len(answers):
        question.problem("correct", f"‘correct’ counts from 1: there is no answer {correct} of {len(answers)}")
    value = {
        "question": question.text("question"),
        "answers": answers,
        "correct": correct,
        "explanation": question.text("explanation"),
    }
    return Block("question", value, question.place)


class Sources:
    """The sources of one page by their keys, and the numbered blocks, which name them."""

    def __init__(self, entry: Entry):
        named = entry.named_entries("sources")
        self.keys = set(named)
        self.listed = [
            Block("source", {"key": key, **read_source(source)}, entry.values["sources"].places[key])
            for key, source in named.items()
        ]
        self.blocks = STORY_BLOCKS | {
            "paragraph": self.read_paragraph,
            "definition": self.read_definition,
            "provision": self.read_provision,
            "checklist": self.read_checklist,
            "material": self.read_material,
        }

    def key(self, entry: Entry, name="source") -> str:
        key = entry.text(name, required=False)
        if key and key not in self.keys:
            entry.problem(name, f"‘{name}’: “{key}” is not among the ‘sources’ of this file")
        return key

    def read_paragraph(self, item):
        paragraph = item.entry("paragraph")
        return "paragraph", {"text": paragraph.markdown("text"), "source": self.key(paragraph)}

    def read_definition(self, item):
        definition = item.entry("definition")
        text = definition.markdown("text")
        return "definition", {"term": definition.text("term"), "text": text, "source": self.key(definition)}

    def read_provision(self, item):
        provision = item.entry("provision")
        text = provision.markdown("text")
        return "provision", {"title": provision.text("title"), "text": text, "source": self.key(provision)}

    def read_checklist(self, item):
        checklist = item.entry("checklist")
        checks = checklist.entries("items", required=True)
        items = [{"text": check.text("text"), "source": self.key(check)} for check in checks]
        return "checklist", {"title": checklist.text("title"), "items": items}

    def read_material(self, item):
        material = item.entry("material")
        return "material", {
            "title": material.text("title"),
            "text": material.markdown("text"),
            "good_signs": material.texts("good_signs"),
            "look_twice": material.texts("look_twice"),
            "source": self.key(material),
        }
