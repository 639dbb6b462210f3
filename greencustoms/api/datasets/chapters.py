import re
from html import unescape

from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _
from ninja import Field, Schema
from wagtail.rich_text import RichText

from guide.models import ChapterPage

from .. import parameters
from ..visibility import address_of, in_language, visible_slugs
from .base import Dataset, day, published

END_OF_PART = re.compile(r"</(?:p|li|h[2-6])>|<br ?/?>")


class AtTheBorder(Schema):
    """What to do with goods under this treaty, in a sentence or two each."""

    hold: str
    read: str
    compare: str
    decide: str
    release_if: str
    stop_if: str


class Instrument(Schema):
    name: str
    adopted: str
    in_force: str
    note: str


class Chapter(Schema):
    id: str = Field(description="Last part of the address of its page; the same in all languages.")
    uuid: str = Field(description="Stays even if the address is changed.")
    language: str
    number: int
    title: str
    treaty_name: str
    partner: str = Field(description="Id of the partner that administers the treaty; empty if none.")
    goods: str
    goods_note: str
    paper: str = Field(description="The first paper to ask for.")
    call: str = Field(description="Whom to call: an office, never a person.")
    directory_url: str = Field(description="The official list of focal points of the treaty.")
    border: AtTheBorder
    adopted: str | None
    adopted_at: str
    in_force: str | None
    parties: int | None
    parties_as_of: str
    depositary: str
    related_instruments: list[Instrument]
    reviewed_on: str | None = Field(description="When the treaty secretariat last confirmed the text.")
    what_changed: str
    summary: str
    url: str
    updated: str | None


class Paragraph(Schema):
    number: str = Field(description="What the paragraph is cited by, as `5.3.2`; empty where it has none.")
    kind: str = Field(description="`paragraph`, `definition`, `provision`, `checklist`, `material`, `heading`, …")
    title: str
    text: str = Field(description="Plain text, a line for each paragraph or point.")
    url: str
    source: int | None = Field(description="Number of its source in `sources`.")


class TopicOfChapter(Schema):
    number: str
    title: str
    paragraphs: list[Paragraph]


class Source(Schema):
    number: int
    title: str
    url: str


class WholeChapter(Chapter):
    """A chapter with its text."""

    topics: list[TopicOfChapter]
    sources: list[Source]


class ChapterParameters(parameters.Listing):
    partner: str = parameters.slug("Id of the partner that administers the treaty.")


class Chapters(Dataset):
    name = "chapters"
    title = _("Chapters of the Guide")
    summary = _(
        "One treaty each: what it controls, which paper to ask for, what to do at the border; the text by number."
    )
    example = "partner=cites"
    record = Chapter
    detail = WholeChapter
    parameters = ChapterParameters

    def find(self, asked, request):
        found = in_language(ChapterPage.objects.live().public(), asked.language)
        if asked.partner:
            found = found.filter(partner__slug=asked.partner, partner__in=visible_slugs("partners.PartnerPage"))
        return found.select_related("locale").order_by("number", "pk")

    def rows(self, found, asked, request):
        partners = visible_slugs("partners.PartnerPage")
        return [self.row(chapter, partners, asked, request) for chapter in found]

    def row(self, chapter, partners, asked, request):
        return {
            "id": chapter.slug,
            "uuid": str(chapter.translation_key),
            "language": chapter.locale.language_code,
            "number": chapter.number,
            "title": chapter.title,
            "treaty_name": chapter.treaty_name,
            "partner": partners.get(chapter.partner_id, ""),
            "goods": chapter.goods,
            "goods_note": chapter.goods_note,
            "paper": chapter.paper,
            "call": chapter.call,
            "directory_url": chapter.directory_url,
            "border": {name: getattr(chapter, name) for name in AtTheBorder.model_fields},
            "adopted": day(chapter.adopted),
            "adopted_at": chapter.adopted_at,
            "in_force": day(chapter.in_force),
            "parties": chapter.parties,
            "parties_as_of": chapter.parties_as_of,
            "depositary": chapter.depositary,
            "related_instruments": [
                {name: block.value[name] or "" for name in Instrument.model_fields}
                for block in chapter.related_instruments
            ],
            "reviewed_on": day(chapter.reviewed_on),
            "what_changed": chapter.what_changed,
            "summary": chapter.summary,
            "url": address_of(chapter, request),
            "updated": published(chapter),
        }

    def tell(self, record, asked, request):
        told = super().tell(record, asked, request)
        topics = [
            {
                "number": topic.number,
                "title": str(topic.title),
                "paragraphs": [part for block in topic.blocks for part in paragraphs_of(block, told["url"])],
            }
            for topic in record.topics
        ]
        sources = [
            {"number": number, "title": source.value["title"], "url": source.value["url"] or ""}
            for number, source in enumerate(record.sources, start=1)
        ]
        return told | {"topics": topics, "sources": sources}


def paragraphs_of(numbered, url):
    """A block as one paragraph, or a check list as one for each check."""
    value, kind = numbered.block.value, numbered.block.block_type
    for check in numbered.checks:
        yield {
            "number": check["number"],
            "kind": kind,
            "title": value["title"],
            "text": check["text"],
            "url": f"{url}#{check['anchor']}",
            "source": check["source"],
        }
    if not numbered.checks:
        yield {
            "number": numbered.number,
            "kind": kind,
            "title": str(value.get("title") or value.get("term") or "") if hasattr(value, "get") else "",
            "text": text_of(numbered.block),
            "url": f"{url}#{numbered.anchor}" if numbered.anchor else url,
            "source": numbered.source,
        }


def text_of(block) -> str:
    """The words of a block, without its title."""
    value = block.value
    if not hasattr(value, "get"):
        return plain(value.source if isinstance(value, RichText) else block.block.get_searchable_content(value))
    parts = [plain(value["text"].source)] if isinstance(value.get("text"), RichText) else []
    parts += [plain(value[name]) for name in ("good_signs", "look_twice") if value.get(name)]
    return "\n".join(filter(None, parts)) or plain(block.block.get_searchable_content(value))


def plain(content) -> str:
    """Plain text of stored rich text, or of a list of texts: a line for each paragraph or point."""
    marked = content if isinstance(content, str) else "\n".join(map(str, content))
    lines = unescape(strip_tags(END_OF_PART.sub("\n", marked))).splitlines()
    return "\n".join(line for line in (" ".join(line.split()) for line in lines) if line)
