"""A pack as a ZIP of plain pages, for readers without scripts: links lead from file to file, a search page is first."""

import io
import re
import zipfile
from html import escape, unescape
from pathlib import PurePosixPath
from urllib.parse import urljoin

from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import mark_safe

from greencustoms.core.dates import tell_day
from greencustoms.core.languages import direction, interface_language
from greencustoms.settings.csp import SITE_STYLES

HREF = re.compile(r'(?<= href=")([^"]*)(?=")')
IMPORT = re.compile(r"^import [^;]*;\n", re.MULTILINE)
EXPORT = re.compile(r"^export (?=const|let|function|class)", re.MULTILINE)
START, STYLES, INDEX, SEARCH = "index.html", "site.css", "finder-data.js", "finder.js"


def make_archive(pack, pages: dict, index: str, language: str, made_at) -> bytes:
    """Return the ZIP of a pack. `pages` are its files by address; with an index of the finder it can be searched."""
    names = {address: file_name(address) for address in pages}
    shown = interface_language(language)
    frame = {
        "language": shown,
        "direction": direction(shown),
        "pack": pack,
        "date": tell_day(timezone.localtime(made_at).date()),
        "site": f"{settings.WAGTAILADMIN_BASE_URL}/{language}/",
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:

        def add(name, text):
            entry = zipfile.ZipInfo(name, made_at.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, text)

        for address, held in pages.items():
            page, name = held["file"], names[address]
            up = "../" * name.count("/")
            context = {**frame, "page": page, "html": with_links(page["html"], address, names), "up": up}
            add(name, render_to_string("offline/archive_page.html", context))
        rows = sorted(
            ((page["file"]["title"], names[address]) for address, page in pages.items()),
            key=lambda row: row[0].casefold(),
        )
        add(START, render_to_string("offline/archive_start.html", {**frame, "rows": rows, "has_search": bool(index)}))
        add(STYLES, SITE_STYLES.read_text(encoding="utf-8"))
        if index:
            add(INDEX, f"const finderFile = {index};\n")
            add(SEARCH, search_script())
    return out.getvalue()


def file_name(address: str) -> str:
    """Where the page of an address stands in the ZIP.

    >>> file_name("/en/guide/items/cfc-12/"), file_name("/en/guide/finder/?goods=cites"), file_name("/en/guide/")
    ('guide/items/cfc-12.html', 'guide/finder-goods-cites.html', 'guide.html')
    """
    path, _mark, query = address.partition("?")
    plain = path.strip("/").partition("/")[2]
    return f"{plain}-{query.replace('=', '-')}.html" if query else f"{plain}.html"


def with_links(html, here, names):
    """The text of a page with its links made for files."""
    return mark_safe(HREF.sub(lambda found: link(found[0], here, names), html))  # noqa: S308 - rendered by us


def link(href: str, here: str, names: dict) -> str:
    """Where a link of a page leads: to another file, within the page, or to the site itself."""
    target, mark, part = unescape(href).partition("#")
    if not target:
        return href
    address = urljoin(here, target)
    if address in names:
        return escape(relative(names[address], names[here]) + mark + part)
    return escape(urljoin(settings.WAGTAILADMIN_BASE_URL, address) + mark + part)


def relative(name, start):
    """One file of the ZIP as seen from another."""
    up = "../" * (len(PurePosixPath(start).parts) - 1)
    return f"{up}{name}"


def search_script():
    """The finder in one plain script: browsers load no modules from files."""
    from .building import FINDER_SCRIPTS

    parts = [*FINDER_SCRIPTS[:-1], "/static/js/offline/archive-page.js"]
    texts = []
    for part in parts:
        with open(finders.find(part.removeprefix("/static/")), encoding="utf-8") as file:
            texts.append(EXPORT.sub("", IMPORT.sub("", file.read())))
    return "(() => {\n" + "\n".join(texts) + "})();\n"
