"""A small Guide: one chapter, one category, one refrigerant."""

import pytest

from guide.identifiers import Kind
from tests.factories.guide import ControlledItemFactory, ItemCategoryFactory
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
