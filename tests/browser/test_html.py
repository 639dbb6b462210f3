"""Every page of the site is found by its links, none is broken, and all are valid HTML."""

import re
import subprocess
import urllib.error
import urllib.request
from collections import deque
from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin

import pytest

from .conftest import ROOT
from .pages import DIRECTIONS, ONE_OF_EACH, PAGES, without_style

MOST_PAGES = 3000


class Links(HTMLParser):
    """The addresses and ids in a page."""

    def __init__(self):
        super().__init__()
        self.hrefs, self.ids = set(), set()

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if attributes.get("id"):
            self.ids.add(attributes["id"])
        for name in ("href", "src"):
            if attributes.get(name) and tag in ("a", "link", "img", "script", "source"):
                self.hrefs.add(attributes[name])


def fetch(url):
    try:
        with urllib.request.urlopen(url, timeout=30) as answer:  # noqa: S310 - loopback only
            return answer.status, answer.headers.get_content_type(), answer.read().decode(errors="replace"), answer.url
    except urllib.error.HTTPError as error:
        return error.code, "", "", url


@pytest.fixture(scope="session")
def crawled(site):
    """Follow every link inside the English site. Returns answers by address, and who links where."""
    queue, answers, links = deque([f"{site.url}/en/", f"{site.url}/sitemap.xml"]), {}, {}
    while queue and len(answers) < MOST_PAGES:
        url = queue.popleft()
        if url in answers:
            continue
        answers[url] = fetch(url)
        _status, kind, text, final = answers[url]
        if kind.endswith("xml") and url.endswith("sitemap.xml"):
            queue.extend(url for url in re.findall(r"<loc>([^<]+)</loc>", text) if not is_in_other_language(site, url))
        if kind != "text/html":
            continue
        parsed = Links()
        parsed.feed(text)
        links[url] = parsed
        for href in parsed.hrefs:
            target, _fragment = urldefrag(urljoin(final, href))
            if target.startswith(site.url) and not is_in_other_language(site, target):
                queue.append(target)
    return answers, links


def is_in_other_language(site, url):
    return url.removeprefix(site.url).split("/")[1] in DIRECTIONS


def test_no_link_inside_the_site_is_broken(crawled):
    answers, links = crawled
    broken = {url: answer[0] for url, answer in answers.items() if answer[0] != 200}
    where = {url: [page for page, parsed in links.items() if url.endswith(tuple(parsed.hrefs))][:3] for url in broken}

    assert len(answers) > 60
    assert broken == {}, where


def test_every_link_to_a_part_of_a_page_finds_it(crawled, site):
    _answers, links = crawled
    lost = []
    for page, parsed in links.items():
        for href in parsed.hrefs:
            target, fragment = urldefrag(urljoin(page, href))
            if fragment and target in links and fragment not in links[target].ids:
                lost.append((page, href))

    assert lost == []


def test_every_page_is_valid_html(crawled, site, tmp_path):
    answers, _links = crawled
    pages = {url: answer[2] for url, answer in answers.items() if answer[1] == "text/html" and "?" not in url}
    others = [f"{site.url}/{language}/{path}" for language in DIRECTIONS for path in ONE_OF_EACH.values()]
    pages |= {url: fetch(url)[2] for url in [*(f"{site.url}/en/{path}" for path in PAGES.values()), *others]}
    names = {}
    for number, (url, text) in enumerate(page for page in pages.items() if page[1]):
        (tmp_path / f"{number}.html").write_text(without_style(text))
        names[f"{number}.html"] = url
    checker = ROOT / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"

    checked = subprocess.run(
        ["java", "-Xss2m", "-jar", checker, "--format", "gnu", "--skip-non-html", tmp_path],
        capture_output=True,
        text=True,
        check=False,
    )

    said = [line for line in checked.stderr.splitlines() if line.strip()]
    told = [re.sub(r'^.*/(\d+\.html)"', lambda match: names[match[1]], line) for line in said]
    assert told == []
    assert checked.returncode == 0
