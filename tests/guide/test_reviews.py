"""What readers are told of the last review of a chapter."""

from datetime import date

import pytest

from tests.factories.pages import PracticalIndexPageFactory, PracticalPageFactory


@pytest.fixture
def seizures(guide_index):
    return PracticalPageFactory(parent=PracticalIndexPageFactory(parent=guide_index), title="Seizures")


@pytest.mark.parametrize("kind", ["montreal", "seizures"])
def test_a_reviewed_page_says_when_and_what_changed(client, request, kind):
    page = request.getfixturevalue(kind)
    page.reviewed_on, page.what_changed = date(2030, 5, 14), "New quotas for HFCs."
    page.save_revision().publish()

    html = client.get(page.url).content.decode()

    assert "Last reviewed" in html
    assert "New quotas for HFCs." in html


@pytest.mark.parametrize("kind", ["montreal", "seizures"])
def test_a_page_that_was_never_reviewed_says_so(client, request, kind):
    html = client.get(request.getfixturevalue(kind).url).content.decode()

    assert "Not yet" in html
    assert "What changed" not in html
