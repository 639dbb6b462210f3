"""Translations of the initial content: `content/translations/<language>/*.po`, one file for each kind of page or record.

A text is translated wherever it stands word for word: messages have no context. Texts are what the translation
package offers to translators: paragraphs of rich text are texts of their own, and `<a id="a1">` stands for a link.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import polib
from django.db.models import Model
from modelcluster.fields import ParentalKey
from wagtail.models import Locale, Page, get_translatable_models

TAG = re.compile(r"<[^>]*>")
MACHINE = "machine"


def translatable_objects(locale: Locale) -> Iterator[Model]:
    """Every page and record in that language: parents before children, kind by kind."""
    yield from Page.objects.filter(locale=locale, depth__gt=1).order_by("path").specific()
    for model in get_translatable_models():
        is_row = any(isinstance(field, ParentalKey) for field in model._meta.fields)
        if not issubclass(model, Page) and not is_row:
            yield from model.objects.filter(locale=locale).order_by("pk")


def holds_words(text: str) -> bool:
    return any(sign.isalpha() for sign in TAG.sub("", text))


def catalogue_of(instance: Model) -> str:
    """The name of the file its texts stand in."""
    name = instance._meta.model_name
    return f"{name}-{instance.slug}" if getattr(instance, "has_catalogue_of_its_own", False) else name


def read_catalogues(folder: Path) -> dict[str, polib.POEntry]:
    """All messages of one language by their English text. Where a text stands twice, a translated one wins."""
    found = {}
    for path in sorted(folder.glob("*.po")):
        for entry in polib.pofile(str(path), encoding="utf-8"):
            if not entry.obsolete and (entry.msgid not in found or not found[entry.msgid].msgstr):
                found[entry.msgid] = entry
    return found


def write_catalogues(folder: Path, language: str, sources: Iterable) -> dict[str, int]:
    """Bring the files of one language in step with the content (an iterable of `Source`): new texts come in empty, lost ones go.

    Returns how many texts there are and how many of them are translated.
    """
    known = read_catalogues(folder)
    catalogues, seen = {}, set()
    for source in sources:
        catalogue = catalogues.setdefault(catalogue_of(source.instance), {})
        for text in source.texts:
            if text not in seen:
                seen.add(text)
                catalogue[text] = str(source.instance)
    folder.mkdir(parents=True, exist_ok=True)
    for path in folder.glob("*.po"):
        if path.stem not in catalogues:
            path.unlink()
    for name, texts in catalogues.items():
        write_catalogue(folder / f"{name}.po", language, texts, known)
    return {"texts": len(seen), "translated": sum(bool(text in known and known[text].msgstr) for text in seen)}


def write_catalogue(path: Path, language, texts, known):
    catalogue = polib.POFile(wrapwidth=0)
    catalogue.metadata = metadata_of(path) | {
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }
    for text, where in texts.items():
        entry = known.get(text)
        catalogue.append(polib.POEntry(msgid=text, msgstr=entry.msgstr if entry else "", comment=where))
    catalogue.save(str(path))


def metadata_of(path):
    """Who translated a file, and who reviewed it, is written in its head and kept."""
    if path.exists():
        return dict(polib.pofile(str(path), encoding="utf-8").metadata)
    return {"X-Translated-By": MACHINE, "X-Reviewed-By": ""}
