"""The smallest valid things of the Guide that are no pages, published and in English."""

from datetime import date

import factory
from factory.django import DjangoModelFactory
from wagtail.models import Locale

from guide.identifiers import Kind
from guide.models import (
    ControlledItem,
    FocalPoint,
    GlossaryTerm,
    IdentificationAnswer,
    IdentificationQuestion,
    ItemCategory,
    ItemIdentifier,
    ItemListing,
)


def locale(code="en"):
    return Locale.objects.get_or_create(language_code=code)[0]


class ItemCategoryFactory(DjangoModelFactory):
    locale = factory.LazyFunction(locale)
    slug = factory.Sequence(lambda number: f"category-{number}")
    name = factory.Sequence(lambda number: f"Category {number}")
    danger = "Gas under pressure."
    handling = "Hold. Keep the goods closed.\nDo not open."
    ask_for = "Licence"
    contact = "National Ozone Unit"

    class Meta:
        model = ItemCategory


class ControlledItemFactory(DjangoModelFactory):
    """Give it `chapters` that list it and `marks`, pairs of kind and value."""

    locale = factory.LazyFunction(locale)
    slug = factory.Sequence(lambda number: f"item-{number}")
    name = factory.Sequence(lambda number: f"Substance {number}")
    category = factory.SubFactory(ItemCategoryFactory)

    class Meta:
        model = ControlledItem

    @classmethod
    def _create(cls, model_class, *args, chapters=(), marks=(), **kwargs):
        item = model_class(*args, **kwargs)
        item.listings = [ItemListing(chapter=chapter, list_name="Annex A") for chapter in chapters]
        item.identifiers = [
            ItemIdentifier(kind=kind, value=value, edition="HS 2022" if kind == Kind.HS else "")
            for kind, value in marks
        ]
        item.save()
        return item


class GlossaryTermFactory(DjangoModelFactory):
    locale = factory.LazyFunction(locale)
    term = factory.Sequence(lambda number: f"Term {number}")
    definition = "What it means."

    class Meta:
        model = GlossaryTerm


class FocalPointFactory(DjangoModelFactory):
    country = "KE"
    office = "Ozone Unit of Kenya"
    email = "ozone@example.org"
    as_reported_on = date(2026, 3, 1)
    source_title = "Country contacts of the treaty"

    class Meta:
        model = FocalPoint


class QuestionFactory(DjangoModelFactory):
    """Give it `answers`, pairs of text and the fields of where they lead."""

    locale = factory.LazyFunction(locale)
    slug = factory.Sequence(lambda number: f"question-{number}")
    text = factory.Sequence(lambda number: f"Question {number}?")

    class Meta:
        model = IdentificationQuestion

    class Params:
        door = factory.Trait(is_door=True, door_title=factory.SelfAttribute("text"))

    @classmethod
    def _create(cls, model_class, *args, answers=(), **kwargs):
        question = model_class(*args, **kwargs)
        question.answers = [IdentificationAnswer(text=text, **goal) for text, goal in answers]
        question.save()
        return question


def leads_to(*items):
    """The fields of an answer that leads to items."""
    return {"items": [{"type": "item", "value": item.pk} for item in items]}
