"""Every page type: no violation of WCAG 2.2 AA that axe can find, no error, few bytes, no sideways scrolling.

A page is opened once and then looked at in several ways, because opening is what takes the time.
"""

import pytest

from .conftest import ROOT
from .pages import PAGES

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
MOST_BYTES = 30 * 1024
# The world map may cost 40 KB more.
MOST_BYTES_WITH_MAP = MOST_BYTES + 40 * 1024
MOST_REQUESTS = 4


def violations(page, *rules):
    """What axe finds: with all rules, or with these only."""
    options = {"resultTypes": ["violations"]} | ({"runOnly": list(rules)} if rules else {})
    found = page.evaluate("options => axe.run(document, options)", options)["violations"]
    return [(rule["id"], [node["target"] for node in rule["nodes"]][:3]) for rule in found]


def watch_traffic(page):
    """Gather the sizes and addresses of everything that is loaded."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    received, requested = [], []
    session.on("Network.loadingFinished", lambda event: received.append(event["encodedDataLength"]))
    session.on("Network.requestWillBeSent", lambda event: requested.append(event["request"]["url"]))
    return received, requested


@pytest.mark.parametrize("kind", PAGES)
def test_a_page_is_light_accessible_and_without_errors(open_page, site, kind):
    page = open_page()
    received, requested = watch_traffic(page)
    page.goto(f"{site.url}/en/{PAGES[kind]}", wait_until="networkidle")

    expected = ["the server responded with a status of 404"] if kind == "no such page" else []
    assert [problem for problem in page.problems if not any(part in problem for part in expected)] == []
    has_map = page.locator("figure.map").count() > 0
    assert len(requested) <= MOST_REQUESTS, requested
    assert sum(received) <= (MOST_BYTES_WITH_MAP if has_map else MOST_BYTES)

    # A script put in by the test is no script of the page, so the policy does not see it.
    page.evaluate(AXE.read_text())
    assert violations(page) == [], "light, wide"
    page.emulate_media(color_scheme="dark")
    assert violations(page, "color-contrast", "link-in-text-block") == [], "dark"
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": 360, "height": 740})
    assert violations(page) == [], "phone"
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("kind", PAGES)
def test_a_page_works_without_scripts(open_page, kind):
    page = open_page(f"/en/{PAGES[kind]}", javascript=False)

    assert page.locator("h1").count() == 1
    assert page.locator("main").inner_text().strip()
    assert page.locator("nav a").count() > 5
