"""Makes of `content/site.yaml` and `content/pages/*.yaml` the pages and texts of this app.

The list pages of the three subjects stand in `content/pages` too; their apps say how they are made.
"""

from wagtail.models import Locale, Site

import guide.content
import partners.content
import workshops.content
from greencustoms.core.content import (
    STORY_BLOCKS,
    ContentFolder,
    Entry,
    PageEntry,
    RecordEntry,
    Row,
    article_fields,
    blocks_of,
    menu_fields,
    read_body,
    source_fields,
)
from greencustoms.core.models import ContactDetails, SiteText

from .models import (
    AchievementsPage,
    ContactPage,
    GreeningPage,
    HomePage,
    InformationPage,
    KeyFigure,
    LearningModule,
    LearningPage,
    Material,
    MaterialsPage,
    PracticePage,
)

ORDER = [
    "",
    "about",
    "guide",
    "workshops",
    "partners",
    "learning",
    "materials",
    "achievements",
    "greening-operations",
    "contact",
    "accessibility",
    "privacy",
    "terms",
]


def read(folder: ContentFolder):
    """Pages in the order of the menu; those it does not name come last."""
    pages = [page for entry in folder.entries_of_each("pages") for page in read_page(entry)]
    yield from sorted(pages, key=lambda page: ORDER.index(page.address) if page.address in ORDER else len(ORDER))
    site = folder.entry("site.yaml")
    if site:
        yield from read_site(site)


def read_page(entry: Entry):
    address, kind = entry.address("path"), entry.choice("type", PAGE_TYPES)
    if kind in PAGE_TYPES:
        yield from PAGE_TYPES[kind](entry, address)
    else:
        entry.known_keys.extend(entry.values)


def read_site(entry: Entry):
    """The texts on every page, in English, and the contact details."""
    texts = {
        "strapline": entry.text("strapline"),
        "secretariat": entry.text("contact_name"),
        "organisation": entry.text("contact_organisation"),
        "footer": entry.markdown("footer_text"),
        "contact_note": entry.markdown("contact_note", required=False),
        "country_note": entry.markdown("country_note"),
        "trade_name_note": entry.markdown("trade_name_note"),
    }
    contact = {
        "email": entry.text("contact_email"),
        "website": entry.text("contact_website", required=False),
    }
    yield RecordEntry(entry, SiteText, english, texts, key="texts on every page", source=texts)
    yield RecordEntry(entry, ContactDetails, default_site, contact, key="contact details", source=contact)


def english():
    return {"locale": Locale.objects.get(language_code="en")}


def default_site():
    return {"site": Site.objects.get(is_default_site=True)}


def read_home(entry: Entry, address: str):
    fields = {
        "title": entry.text("title"),
        "summary": entry.text("summary"),
        "stop_line": entry.text("stop_line"),
        "pass_line": entry.text("pass_line"),
        "lead": entry.text("lead"),
        "body": read_body(entry, "body", STORY_BLOCKS),
    }
    yield PageEntry(entry, HomePage, address, fields)


def read_information(entry: Entry, address: str):
    yield PageEntry(entry, InformationPage, address, article_fields(entry) | menu_fields(entry))


def read_contact(entry: Entry, address: str):
    yield PageEntry(entry, ContactPage, address, article_fields(entry) | menu_fields(entry))


def read_learning(entry: Entry, address: str):
    fields = article_fields(entry) | menu_fields(entry)
    fields |= {
        "host": entry.markdown("host"),
        "how_to_enrol": entry.markdown("how_to_enrol"),
        "modules": [Row(read_module(module), module.place) for module in entry.entries("modules")],
    }
    yield PageEntry(entry, LearningPage, address, fields)


def read_module(module: Entry) -> dict:
    return {
        "title": module.text("title"),
        "provider": module.text("provider"),
        "treaty": module.page("treaty", under="guide", noun="chapter", required=False),
        "state": module.choice("state", LearningModule.State.values),
        "as_of": module.text("as_of"),
        "languages": ", ".join(module.languages()),
        "duration": module.text("duration", required=False),
        "url": module.text("url", required=False),
        "note": module.text("note", required=False),
        **source_fields(module),
    }


def read_materials(entry: Entry, address: str):
    fields = article_fields(entry) | menu_fields(entry)
    fields["items"] = [Row(read_material(item), item.place) for item in entry.entries("items")]
    yield PageEntry(entry, MaterialsPage, address, fields)


def read_material(item: Entry) -> dict:
    return {
        "title": item.text("title"),
        "kind": item.choice("kind", Material.Kind.values),
        "year": item.number("year", required=False),
        "publisher": item.text("publisher", required=False),
        "isbn": item.text("isbn", required=False),
        "languages": ", ".join(item.languages()),
        "url": item.text("url", required=False),
        "note": item.text("note", required=False),
        **source_fields(item),
    }


def read_achievements(entry: Entry, address: str):
    statements = [{"text": text} for text in entry.texts("statements")]
    fields = article_fields(entry) | menu_fields(entry)
    fields |= {
        "statements": blocks_of("statement", statements, entry.place_of("statements")),
        "figures": [Row(read_figure(figure), figure.place) for figure in entry.entries("figures")],
    }
    yield PageEntry(entry, AchievementsPage, address, fields)


def read_figure(figure: Entry) -> dict:
    """A number without its day or its source is not shown as a figure: both must be given."""
    if "source" not in figure.values:
        figure.problem(None, "‘source’ is missing: a figure carries its source")
    return {
        "label": figure.text("label"),
        "value": figure.number("value"),
        "qualifier": figure.choice("qualifier", KeyFigure.Qualifier.values, default=KeyFigure.Qualifier.EXACTLY),
        "period": figure.text("period", required=False),
        "as_of": figure.text("as_of"),
        "note": figure.text("note", required=False),
        "opening_balance_of": figure.choice("opening_balance_of", KeyFigure.Opening.values, default=""),
        **source_fields(figure),
    }


def read_greening(entry: Entry, address: str):
    fields = article_fields(entry) | menu_fields(entry) | {"invitation": entry.markdown("invitation")}
    source = {key: value for key, value in entry.values.items() if key != "practices"}
    yield PageEntry(entry, GreeningPage, address, fields, source=source)
    for practice in entry.entries("practices"):
        kind = practice.choice("kind", PracticePage.Kind.values)
        yield PageEntry(
            practice, PracticePage, f"{address}/{practice.slug()}", article_fields(practice) | {"kind": kind}
        )


PAGE_TYPES = {
    "home": read_home,
    "information": read_information,
    "contact": read_contact,
    "learning": read_learning,
    "materials": read_materials,
    "achievements": read_achievements,
    "greening": read_greening,
    "partner-index": partners.content.read_index,
    "workshop-index": workshops.content.read_index,
    "guide-index": guide.content.read_index,
}
