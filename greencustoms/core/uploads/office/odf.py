"""OpenDocument files (.odt, .ods, .odp), as LibreOffice writes them."""

import re
from pathlib import Path

from .. import archives, links
from ..markup import walk
from ..refusals import RefusedError
from .parts import Properties, check_beginning, without_place

MACROS = re.compile(r"(?:^|/)(?:basic|scripts|dialogs)/|\.(?:bas|xba|py|js|bsh|vbs|class|jar)$", re.IGNORECASE)
PARTS = re.compile(r"(?:^|/)(?:content|styles|settings)\.xml$")
META = re.compile(r"(?:^|/)meta\.xml$")
MANIFEST = "META-INF/manifest.xml"

MACRO_ELEMENTS = ("script", "library", "library-embedded", "library-linked")
TURNING = {"none", "previous-page", "next-page", "first-page", "last-page", "last-visited-page", "hide", "stop", "show",
           "fade-out"}  # fmt: skip
COMMAND_ELEMENTS = ("dde-source", "dde-connection-decl", "dde-connection", "dde-link")
OBJECT_ELEMENTS = ("applet", "plugin", "object-ole", "floating-frame")
# Elements whose address is loaded when the document is opened.
LOADING = ("image", "object", "section-source", "table-source", "cell-range-source", "background-image", "fill-image",
           "sound", "database-source", "connection-resource", "template", "font-face-uri", "subform", "form")  # fmt: skip

NAMES = {
    "title": "dc:title",
    "subject": "dc:subject",
    "description": "dc:description",
    "keyword": "meta:keyword",
    "language": "dc:language",
}
META_START = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<office:document-meta office:version="1.2" '
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><office:meta>'
)
META_END = "</office:meta></office:document-meta>"


def clean(source: Path, target: Path, kind) -> list[str]:
    """Write the document again without the names of its makers. Raises RefusedError for what acts or reaches out."""
    package = Package()
    archives.rewrite(source, target, package.edit)
    return sorted(package.remarks)


class Package:
    def __init__(self):
        self.remarks = set()

    def edit(self, archive, member) -> bytes | None:
        name = member.filename
        if MACROS.search(name):
            raise RefusedError("macros")
        check_beginning(archive, member)
        if name == MANIFEST:
            self.look(archive, member, self.manifest_entry)
        elif PARTS.search(name):
            self.look(archive, member, self.element)
        elif META.search(name):
            with archive.open(member) as opened:
                return f"{META_START}{Properties(opened).elements(NAMES)}{META_END}".encode()
        return without_place(archive, member)

    def look(self, archive, member, start):
        with archive.open(member) as opened:
            walk(opened, start)

    def manifest_entry(self, name, attributes):
        if name == "encryption-data":
            raise RefusedError("encrypted")
        if any(MACROS.search(path) for path in attributes.all("full-path")):
            raise RefusedError("macros")

    def element(self, name, attributes):
        if name in MACRO_ELEMENTS or (name == "event-listener" and not is_turning_pages(attributes)):
            raise RefusedError("macros")
        if name in COMMAND_ELEMENTS:
            raise RefusedError("commands")
        if name in OBJECT_ELEMENTS:
            raise RefusedError("embedded")
        if name in ("changed-region", "tracked-changes"):
            self.remarks.add("changes")
        if name == "annotation":
            self.remarks.add("comments")
        for address in attributes.all("href"):
            if name in LOADING and links.reaches_out(address):
                raise RefusedError("links_out")
            if not links.is_safe_link(address):
                raise RefusedError("macros" if "script" in links.scheme_of(address) else "bad_links")


def is_turning_pages(attributes):
    """In slides, a click may go to another one. Everything else that listens runs a script or a program."""
    actions = attributes.all("action")
    return bool(actions) and set(actions) <= TURNING and not attributes.all("language")
