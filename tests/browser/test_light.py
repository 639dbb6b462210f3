"""What a first view costs: bytes on the wire and requests, with nothing kept from before."""

import pytest

from .pages import PAGES

LIMIT = 30 * 1024
REQUESTS = 4


@pytest.mark.parametrize("kind", PAGES)
def test_a_first_view_is_at_most_30_kb_in_4_requests(open_page, site, kind):
    page = open_page()
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    received, requests = [], []
    session.on("Network.loadingFinished", lambda event: received.append(event["encodedDataLength"]))
    session.on("Network.requestWillBeSent", lambda event: requests.append(event["request"]["url"]))

    page.goto(f"{site.url}/en/{PAGES[kind]}", wait_until="networkidle")

    assert len(requests) <= REQUESTS, requests
    assert sum(received) <= LIMIT


@pytest.mark.parametrize("kind", PAGES)
def test_a_page_works_without_scripts(open_page, kind):
    page = open_page(f"/en/{PAGES[kind]}", javascript=False)

    assert page.locator("h1").count() == 1
    assert page.locator("main").inner_text().strip()
    assert page.locator("nav a").count() > 5
