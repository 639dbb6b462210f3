from django.utils.translation import gettext_lazy as _
from ninja import Field, Schema

from guide.models import GlossaryTerm

from .. import parameters
from ..visibility import address_of, guide_for, in_language, under_the_guide, visible_slugs
from .base import Dataset


class SourceOfTerm(Schema):
    title: str
    url: str


class Term(Schema):
    id: str = Field(description="The anchor it has on the page of the glossary; the same in all languages.")
    uuid: str
    language: str
    term: str
    abbreviation: str
    definition: str
    treaties: list[str] = Field(description="Ids of chapters; empty if the word belongs to all of them.")
    sources: list[SourceOfTerm]
    url: str


class GlossaryParameters(parameters.Listing):
    treaty: str = parameters.slug("Id of a chapter.")


class Glossary(Dataset):
    name = "glossary"
    title = _("Glossary")
    summary = _("What the words of the treaties mean, in plain words.")
    example = "language=fr"
    record = Term
    parameters = GlossaryParameters

    def find(self, asked, request):
        found = under_the_guide(in_language(GlossaryTerm.objects.filter(live=True), asked.language), asked.language)
        if asked.treaty:
            chapters = [key for key, slug in visible_slugs("guide.ChapterPage").items() if slug == asked.treaty]
            terms = GlossaryTerm.treaties.through.objects.filter(chapterpage__in=chapters)
            found = found.filter(pk__in=terms.values("glossaryterm"))
        return found.select_related("locale").prefetch_related("treaties").order_by("term", "pk")

    def rows(self, found, asked, request):
        guide, chapters = guide_for(asked.language), visible_slugs("guide.ChapterPage")
        return [
            {
                "id": term.slug,
                "uuid": str(term.translation_key),
                "language": term.locale.language_code,
                "term": term.term,
                "abbreviation": term.abbreviation,
                "definition": term.definition,
                "treaties": sorted({chapters[page.pk] for page in term.treaties.all() if page.pk in chapters}),
                "sources": [
                    {"title": source.value["title"], "url": source.value["url"] or ""} for source in term.sources
                ],
                "url": address_of(guide, request, f"glossary/#{term.slug}"),
            }
            for term in found
        ]
