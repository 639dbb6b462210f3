"""A page or record of the source language, taken apart once for all languages it is translated into."""

from django.db.models import Model
from django.utils.functional import cached_property
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments
from wagtail_localize.strings import StringValue

from .catalogues import holds_words


class Source:
    def __init__(self, instance: Model):
        self.instance = instance

    @cached_property
    def segments(self):
        return extract_segments(self.instance)

    @cached_property
    def texts(self) -> list[str]:
        """Its texts that hold words, each once, in the order they stand."""
        found = [one.string.data for one in self.segments if isinstance(one, StringSegmentValue)]
        return [text for text in dict.fromkeys(found) if holds_words(text)]

    def is_ready_for(self, translations: dict[str, str]) -> bool:
        """At least half of it is translated: a page of which less is known is better read in English as a whole."""
        return 2 * sum(text in translations for text in self.texts) >= len(self.texts)

    def translated_segments(self, translations: dict[str, str]):
        """Its segments with the words of another language; with its own where a text is not translated."""
        for segment in self.segments:
            if isinstance(segment, StringSegmentValue):
                words = StringValue(translations.get(segment.string.data, segment.string.data))
                yield StringSegmentValue(segment.path, words, attrs=segment.attrs).with_order(segment.order)
            elif hasattr(segment, "template") or hasattr(segment, "translation_key"):
                yield segment
