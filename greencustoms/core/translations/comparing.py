"""What changed in an original since its texts were noted for translators: text by text, old beside new."""

from dataclasses import dataclass
from difflib import SequenceMatcher

from wagtail_localize.models import TranslationContext, TranslationSource

from .origins import Texts, texts_of_instance, texts_of_sources


@dataclass(frozen=True)
class Change:
    """One place. What is empty on one side was added or taken away."""

    place: str
    old: str
    new: str


def changes(source: TranslationSource) -> list[Change]:
    instance = source.get_source_instance()
    old, new = texts_of_sources([source.pk])[source.pk], texts_of_instance(instance)
    labels = dict(TranslationContext.objects.filter(object_id=source.object_id).values_list("path", "field_path"))
    return list(compared(old, new, lambda path: labels.get(path) or path))


def compared(old: Texts, new: Texts, name_of):
    for path in dict.fromkeys([*new, *old]):
        before, after = old.get(path, []), new.get(path, [])
        for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
            if kind == "equal":
                continue
            gone, come = before[a:b], after[c:d]
            for number in range(max(len(gone), len(come))):
                yield Change(
                    readable(name_of(path)),
                    gone[number] if number < len(gone) else "",
                    come[number] if number < len(come) else "",
                )


def readable(place: str) -> str:
    """ "body.paragraph" or "title", without the numbers that places in rows and blocks have."""
    parts = [part for part in place.split(".") if not (len(part) == 36 and part.count("-") == 4)]
    return " › ".join(part.replace("_", " ") for part in parts)
