"""A small Guide: one chapter, one category, one refrigerant."""

import pytest

from guide.identifiers import Kind
from tests.factories.guide import ControlledItemFactory, ItemCategoryFactory, QuestionFactory, leads_to
from tests.factories.pages import ChapterPageFactory


@pytest.fixture
def montreal(guide_index):
    return ChapterPageFactory(
        parent=guide_index,
        title="Montreal Protocol",
        slug="montreal-protocol",
        number=5,
        release_if="All papers agree.",
        stop_if="There is any doubt.",
        directory_url="https://ozone.unep.org/countries",
    )


@pytest.fixture
def gases(db):
    return ItemCategoryFactory(slug="gases", name="Refrigerant gas")


@pytest.fixture
def r22(montreal, gases):
    return ControlledItemFactory(
        slug="hcfc-22",
        name="HCFC-22",
        category=gases,
        chapters=[montreal],
        marks=[(Kind.ASHRAE, "R-22"), (Kind.CAS, "75-45-6"), (Kind.HS, "2903.71"), (Kind.TRADE_NAME, "Freon 22")],
    )


@pytest.fixture
def halon(montreal, gases):
    return ControlledItemFactory(slug="halon-1301", name="Halon-1301", category=gases, chapters=[montreal])


@pytest.fixture
def uses(r22, halon):
    return QuestionFactory(
        slug="uses",
        text="What is it for?",
        stop_now="Never vent gas.",
        answers=[
            ("Cooling", leads_to(r22)),
            ("Fires", leads_to(halon)),
            ("Both", leads_to(r22, halon)),
            ("Neither", {"is_not_listed": True}),
        ],
    )


@pytest.fixture
def door(uses, gases):
    return QuestionFactory(
        slug="cylinder",
        text="What can you read on it?",
        where_to_look="On the shoulder.",
        is_door=True,
        door_title="Gas cylinder",
        if_unsure=uses,
        answers=[("R-number", {"category": gases}), ("Nothing", {"next_question": uses})],
    )
