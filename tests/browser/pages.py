"""One address for each page type and each kind of answer, under the language prefix."""

import re

PAGES = {
    "home": "",
    "information": "about/",
    "information below information": "about/genesis/",
    "partner index": "partners/",
    "partner": "partners/cites/",
    "workshop index": "workshops/",
    "workshop index with filters": "workshops/?year=2012&level=national",
    "workshop index without results": "workshops/?q=nothing-like-this",
    "year of workshops": "workshops/2012/",
    "workshop": "workshops/2012/minsk/",
    "workshop with much on record": "workshops/2015/seoul/",
    "guide index": "guide/",
    "chapter": "guide/montreal-protocol/",
    "chapter with a table": "guide/cites/",
    "practical index": "guide/practical/",
    "practical page": "guide/practical/health-and-safety/",
    "finder": "guide/finder/",
    "finder with one answer": "guide/finder/?q=R12",
    "finder with many answers": "guide/finder/?q=2903",
    "finder without answer": "guide/finder/?q=zzzzzz",
    "decision card": "guide/items/cfc-12/",
    "identification": "guide/identify/",
    "glossary": "guide/glossary/",
    "focal points": "guide/focal-points/",
    "countries": "workshops/countries/",
    "country": "workshops/countries/by/",
    "learning": "learning/",
    "materials": "materials/",
    "achievements": "achievements/",
    "greening operations": "greening-operations/",
    "contact": "contact/",
    "data and API": "api/",
    "keep on a phone": "offline/",
    "search, empty": "search/",
    "search with results": "search/?q=licence",
    "search without results": "search/?q=zzzzzz",
    "accessibility": "accessibility/",
    "privacy": "privacy/",
    "terms": "terms/",
    "no such page": "no-such-page/",
}

# One of each page type: what is looked at in the languages other than English.
ONE_OF_EACH = {
    kind: PAGES[kind]
    for kind in (
        "home", "information", "partner index", "partner", "workshop index with filters", "year of workshops", "workshop",
        "guide index", "chapter", "practical index", "practical page", "finder with one answer", "finder without answer",
        "decision card", "identification", "glossary", "focal points", "countries", "country", "learning", "materials",
        "achievements", "greening operations", "contact", "keep on a phone", "search with results", "privacy", "no such page",
    )
}  # fmt: skip
DIRECTIONS = {"fr": "ltr", "es": "ltr", "ru": "ltr", "zh-hans": "ltr", "ar": "rtl"}


def without_style(html):
    """That page without the style sheet in it: the checker of HTML knows no newer CSS, and it is the same everywhere."""
    return re.sub(r"<style>.*?</style>", "", html, flags=re.DOTALL)
