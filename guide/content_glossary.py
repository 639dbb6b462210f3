"""Makes glossary terms of `content/glossary.yaml`."""

from django.utils.text import slugify

from greencustoms.core.content import Block, ContentFolder, Entry, RecordEntry, read_source

from .content_items import find
from .models import GlossaryTerm


def read(folder: ContentFolder):
    """The file holds its sources, each with a key, and the terms, which name them."""
    entry = folder.entry("glossary.yaml")
    if entry is None:
        return
    sources = {key: read_source(source) for key, source in entry.named_entries("sources").items()}
    for term in entry.entries("terms", required=True):
        yield read_term(term, sources)


def read_term(entry: Entry, sources) -> RecordEntry:
    term = entry.text("term")
    slug = slugify(term, allow_unicode=True)
    entry.folder.take("term", slug, entry.place_of("term"))
    named = list(entry.words("sources"))
    for place, key in named:
        if key not in sources:
            entry.folder.problems.add(place, f"‘sources’: “{key}” is not among the ‘sources’ of this file")
    cited = [Block("source", sources[key], place) for place, key in named if key in sources]
    fields = {
        "term": term,
        "abbreviation": entry.text("abbreviation", required=False),
        "definition": entry.text("text"),
        "treaties": entry.pages("treaties", under="guide", noun="chapter of a treaty"),
        "sources": cited,
    }
    seen = {"entry": entry.values, "sources": [dict(block) for block in cited]}
    return RecordEntry(entry, GlossaryTerm, find(slug), fields, f"term {slug}", seen)
