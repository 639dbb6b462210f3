"""Asking the index for pages and documents, and counting them by kind."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, TextChoices
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from rapidfuzz import fuzz, process
from wagtail.models import Page

from greencustoms.core import stamp
from greencustoms.core.folding import fold
from greencustoms.core.frame import pages as all_pages
from greencustoms.core.index_words import search_query
from greencustoms.core.memo import recall, remember, store
from greencustoms.core.models import SiteDocument
from guide.models import ChapterPage, GuideIndexPage, PracticalIndexPage, PracticalPage
from partners.models import PartnerIndexPage, PartnerPage
from workshops.models import WorkshopIndexPage, WorkshopPage, WorkshopYearPage

from .excerpts import excerpt, text_of
from .query import paragraph_asked_for


class Kind(TextChoices):
    GUIDE = "guide", _("Guide")
    WORKSHOPS = "workshops", _("Workshops")
    PARTNERS = "partners", _("Partners")
    PAGES = "pages", _("Other pages")
    DOCUMENTS = "documents", _("Documents")


MODELS_OF_KIND = {
    Kind.GUIDE: [ChapterPage, GuideIndexPage, PracticalIndexPage, PracticalPage],
    Kind.WORKSHOPS: [WorkshopIndexPage, WorkshopPage, WorkshopYearPage],
    Kind.PARTNERS: [PartnerIndexPage, PartnerPage],
}


@dataclass(frozen=True)
class Result:
    title: str
    href: str
    kind: str
    excerpt: SafeString
    meta: str = ""
    language: str = ""


@dataclass(frozen=True)
class PageRead:
    """What a result tells of a page. Reading it takes a query for each page type."""

    title: str
    href: str
    type_id: int
    text: str
    meta: str


def read_pages(keys):
    """Read those pages, in that order; none is read twice until content changes."""
    language = get_language()
    known = recall(("page found", key, language) for key in keys)
    missing = [key for key in keys if ("page found", key, language) not in known]
    if missing:
        now = stamp.current()
        for key, page in Page.objects.filter(pk__in=missing).specific().in_bulk(missing).items():
            meta = getattr(page, "dates", "")
            read = PageRead(page.title, page.url, page.content_type_id, text_of(page), meta)
            known["page found", key, language] = read
            store(("page found", key, language), read, now)
    found = (known.get(("page found", key, language)) for key in keys)
    return [page for page in found if page]


def kind_of_types():
    """Return the kind of each page type, by the id of its content type."""
    models = [model for models in MODELS_OF_KIND.values() for model in models]
    types = ContentType.objects.get_for_models(*models)
    return {types[model].pk: kind for kind, models in MODELS_OF_KIND.items() for model in models}


class Findings:
    """What a query finds among live and public things in one language, page by page, counted by kind.

    It behaves as a sequence: pages in order of relevance, then documents; those in languages that the site itself is not
    written in belong to all.
    """

    def __init__(self, words, locale, kind=None):
        self.words = words
        self.kind = kind
        self.kinds = kind_of_types()
        self.language = locale.language_code
        pages = all_pages().live().public().filter(locale=locale, depth__gt=1)
        self.counts = dict.fromkeys(Kind, 0)
        query = search_query(words)
        for type_id, number in pages.search(query).facet("content_type_id").items():
            self.counts[self.kinds.get(type_id, Kind.PAGES)] += number
        self.pages = self.of_kind(pages).search(query)
        has_documents = remember("has published documents", SiteDocument.objects.published().exists)
        readable = Q(language=self.language) | ~Q(language__in=dict(settings.LANGUAGES))
        self.documents = SiteDocument.objects.published().filter(readable).search(query) if has_documents else []
        self.counts[Kind.DOCUMENTS] = len(self.documents)
        if kind:
            self.pages_count = 0 if kind == Kind.DOCUMENTS else self.counts[kind]
        else:
            self.pages_count = sum(self.counts.values()) - self.counts[Kind.DOCUMENTS]

    def of_kind(self, pages):
        if self.kind in MODELS_OF_KIND:
            return pages.filter(content_type_id__in=[pk for pk, kind in self.kinds.items() if kind == self.kind])
        if self.kind == Kind.PAGES:
            return pages.exclude(content_type_id__in=list(self.kinds))
        return pages

    @property
    def total(self):
        return sum(self.counts.values())

    def __len__(self):
        return self.pages_count + (self.counts[Kind.DOCUMENTS] if self.kind in (None, Kind.DOCUMENTS) else 0)

    def __getitem__(self, part):
        start, stop = part.start or 0, part.stop
        found = []
        if start < self.pages_count:
            found += self.show_pages(self.pages[start : min(stop, self.pages_count)])
        if stop > self.pages_count and self.kind in (None, Kind.DOCUMENTS):
            found += self.show_documents(self.documents[max(0, start - self.pages_count) : stop - self.pages_count])
        return found

    def show_pages(self, pages):
        return [
            Result(
                title=page.title,
                href=page.href,
                kind=self.kinds.get(page.type_id, Kind.PAGES).label,
                excerpt=excerpt(page.text, self.words),
                meta=page.meta,
                language=self.language,
            )
            for page in read_pages([page.pk for page in pages])
        ]

    def show_documents(self, documents):
        return [
            Result(
                title=document.title,
                href=document.url,
                kind=Kind.DOCUMENTS.label,
                excerpt=excerpt(document.subject, self.words),
                meta=" · ".join(
                    str(part) for part in (document.get_language_display(), document.year, document.filename) if part
                ),
                language=document.language,
            )
            for document in documents
        ]


def paragraph_result(query, locale):
    """Return the paragraph of the Guide that a number such as 5.3.2 names, if it is there in that language."""
    asked = paragraph_asked_for(query)
    if not asked:
        return None
    chapter_number, topic_number, number = asked
    chapter = ChapterPage.objects.live().public().filter(number=chapter_number, locale=locale).first()
    if not chapter or not 1 <= topic_number <= len(chapter.TOPICS):
        return None
    topic = chapter.topics[topic_number - 1]
    anchors = {numbered.anchor for numbered in topic.blocks} | {
        check["anchor"] for numbered in topic.blocks for check in numbered.checks
    }
    anchor = f"p{topic_number}-{number}"
    return Result(
        title=f"{chapter.title}: {topic.title}",
        href=f"{chapter.url}#{anchor if anchor in anchors else topic.anchor}",
        kind=Kind.GUIDE.label,
        excerpt=SafeString(""),
        meta=f"{chapter_number}.{topic_number}" + (f".{number}" if anchor in anchors else ""),
        language=locale.language_code,
    )


def near_titles(query, locale, at_most=5):
    """Return live pages whose titles look like the query, for a reader who mistyped it."""
    rows = all_pages().live().public().filter(locale=locale, depth__gt=1).order_by("pk")
    titles = dict(rows.values_list("pk", "title")[:5000])
    matches = process.extract(query, titles, scorer=fuzz.WRatio, processor=fold, score_cutoff=70, limit=at_most)
    pages = Page.objects.in_bulk([key for _title, _score, key in matches])
    return [{"title": pages[key].title, "href": pages[key].url} for _title, _score, key in matches if key in pages]
