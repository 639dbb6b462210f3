"""No violation of WCAG 2.2 AA that axe can find, on every page type, light, dark and on a phone."""

import pytest

from .conftest import ROOT
from .pages import PAGES

AXE = (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text() if (ROOT / "node_modules").is_dir() else ""

LOOKS = [
    pytest.param({"width": 1280}, id="light"),
    pytest.param({"width": 1280, "dark": True}, id="dark"),
    pytest.param({"width": 360, "height": 740}, id="phone"),
]


def violations(page):
    page.evaluate(AXE)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
    return [(rule["id"], [node["target"] for node in rule["nodes"]][:3]) for rule in found]


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("kind", PAGES)
def test_a_page_has_no_violation_and_no_error(open_page, kind, look):
    page = open_page(f"/en/{PAGES[kind]}", **look)

    # A script put in by the test is no script of the page, so the policy does not see it.
    assert violations(page) == []
    expected = ["the server responded with a status of 404"] if kind == "no such page" else []
    assert [problem for problem in page.problems if not any(part in problem for part in expected)] == []


@pytest.mark.parametrize("kind", PAGES)
def test_a_page_is_no_wider_than_a_small_phone(open_page, kind):
    page = open_page(f"/en/{PAGES[kind]}", width=320, height=640)

    assert page.evaluate("document.documentElement.scrollWidth") <= 320
