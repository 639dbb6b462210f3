"""One page of each type in the other five languages, on a phone, each opened once.

Colours and structure are those of the English pages, so axe looks only at what words and their direction can change.
"""

import re

import pytest

from .pages import DIRECTIONS, ONE_OF_EACH
from .test_axe import AXE, MOST_BYTES, MOST_REQUESTS, violations, watch_traffic

# Words that English sentences hardly do without and the other languages do not have.
ENGLISH = re.compile(r"\b(?:[Tt]he|and|with|which|this|from|when|are)\b")
CLIKC = "Customs Learning and Knowledge Community"
RULES = [
    "aria-valid-attr-value", "button-name", "document-title", "duplicate-id-aria", "empty-heading", "html-has-lang",
    "html-lang-valid", "image-alt", "label", "landmark-unique", "link-name", "list", "listitem", "definition-list",
    "dlitem", "select-name", "svg-img-alt", "target-size", "valid-lang",
]  # fmt: skip
TEXTS = """language => {
    const found = [];
    const spoken = element => element.closest('[lang]').lang;
    const walker = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const element = node.parentElement;
        if (!/^(script|style)$/i.test(element.tagName) && spoken(element) === language) found.push(node.textContent);
    }
    for (const name of ['aria-label', 'alt', 'title', 'placeholder', 'content'])
        for (const element of document.querySelectorAll(`[${name}]`))
            if (spoken(element) === language) found.push(element.getAttribute(name));
    return found.map(text => text.trim()).filter(Boolean);
}"""


def look_at(page, language):
    """What is wrong with the page that is open."""
    html = page.evaluate("[document.documentElement.lang, document.documentElement.dir]")
    if html != [language, DIRECTIONS[language]]:
        yield f"language and direction: {html}"
    if page.evaluate("document.documentElement.scrollWidth") > 360:
        yield "scrolls sideways"
    page.evaluate(AXE.read_text())
    yield from violations(page, *RULES)
    for text in page.evaluate(TEXTS, language):
        if ENGLISH.search(text.replace(CLIKC, "")) and not text.startswith("http"):
            yield f"English: {text[:100]}"


@pytest.mark.parametrize("language", DIRECTIONS)
def test_every_page_type_in_another_language(open_page, site, language):
    page = open_page(width=360, height=740)
    received, requested = watch_traffic(page)
    wrong = []
    for kind, path in ONE_OF_EACH.items():
        received.clear()
        requested.clear()
        page.problems.clear()
        page.goto(f"{site.url}/{language}/{path}", wait_until="load")
        if kind != "no such page":
            wrong += [f"{kind}: {problem}" for problem in page.problems]
        if len(requested) > MOST_REQUESTS or sum(received) > MOST_BYTES:
            wrong.append(f"{kind}: {sum(received)} bytes, {requested}")
        wrong += [f"{kind}: {problem}" for problem in look_at(page, language)]

    assert wrong == []
