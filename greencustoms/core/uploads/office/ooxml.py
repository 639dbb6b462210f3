"""Word, Excel and PowerPoint files (.docx, .xlsx, .pptx)."""

import re
import tempfile
from pathlib import Path

from .. import archives, links
from ..kinds import KINDS
from ..markup import walk
from ..refusals import RefusedError
from .parts import Properties, check_beginning, without_place

MACROS = re.compile(r"vbaproject|vbadata|/macrosheets/|/dialogsheets/|/activex/|\.bas$|\.vbs?$|\.js$", re.IGNORECASE)
MACRO_TYPES = ("macroenabled", "vbaproject", "macrosheet", "activex", "dialogsheet", "intlmacrosheet")
# The printer somebody chose: not worth keeping, but of no harm.
HARMLESS_BINARY = re.compile(r"/printersettings/[^/]+\.bin$", re.IGNORECASE)
EMBEDDED = re.compile(r"/(?:embeddings|oleobjects)/", re.IGNORECASE)
# Text with fields. Those of tables and slides have none that start anything.
WITH_FIELDS = re.compile(r"^word/(?:document|header|footer|footnotes|endnotes|comments|glossary/).*\.xml$")
COMMANDS = re.compile(r"(?i)(?:^|[\s\"{])(?:DDE|DDEAUTO|INCLUDETEXT|LINK|IMPORT)\s")
REACHING = re.compile(r"^xl/(?:connections\.xml|querytables/|model/|customdata/)", re.IGNORECASE)
COMMENTS = re.compile(r"/(?:comments|threadedcomments)", re.IGNORECASE)

CORE, APP, CUSTOM = "docprops/core.xml", "docprops/app.xml", "docprops/custom.xml"
PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
EMPTY_APP = f'{HEAD}<Properties xmlns="{PROPERTIES}/extended-properties"/>'
EMPTY_CUSTOM = f'{HEAD}<Properties xmlns="{PROPERTIES}/custom-properties"/>'
CORE_NAMES = {
    "title": "dc:title",
    "subject": "dc:subject",
    "description": "dc:description",
    "keywords": "cp:keywords",
    "language": "dc:language",
}
CORE_START = (
    f"{HEAD}<cp:coreProperties "
    'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/">'
)


def clean(source: Path, target: Path, kind, is_inside=False) -> list[str]:
    """Write the document again without the names of its makers. Raises RefusedError for what acts or reaches out."""
    package = Package(is_inside)
    archives.rewrite(source, target, package.edit)
    return sorted(package.remarks)


class Package:
    def __init__(self, is_inside):
        self.is_inside = is_inside
        self.remarks = set()

    def edit(self, archive, member) -> bytes | None:
        name = member.filename.lower().lstrip("/")
        if MACROS.search(f"/{name}"):
            raise RefusedError("macros")
        if EMBEDDED.search(f"/{name}") and not name.endswith(".rels"):
            return self.inner(archive, member)
        if name.endswith(".bin") and not HARMLESS_BINARY.search(f"/{name}"):
            raise RefusedError("embedded")
        if REACHING.search(name):
            raise RefusedError("links_out")
        check_beginning(archive, member)
        if COMMENTS.search(f"/{name}"):
            self.remarks.add("comments")
        return self.edit_part(archive, member, name)

    def edit_part(self, archive, member, name):
        if name == archives.CONTENT_TYPES.lower():
            self.look(archive, member, self.content_type)
        elif name.endswith(".rels"):
            self.look(archive, member, self.relationship)
        elif name.startswith("xl/externallinks/"):
            self.look(archive, member, self.external_link)
        elif WITH_FIELDS.search(name):
            self.look_at_text(archive, member)
        elif name == CORE:
            with archive.open(member) as opened:
                return f"{CORE_START}{Properties(opened).elements(CORE_NAMES)}</cp:coreProperties>".encode()
        elif name == APP:
            return EMPTY_APP.encode()
        elif name == CUSTOM:
            return EMPTY_CUSTOM.encode()
        return without_place(archive, member)

    def look(self, archive, member, start, text=None):
        with archive.open(member) as opened:
            walk(opened, start, text)

    def content_type(self, name, attributes):
        if any(sign in attributes.get("ContentType", "").lower() for sign in MACRO_TYPES):
            raise RefusedError("macros")

    def relationship(self, name, attributes):
        kind = attributes.get("Type", "").rpartition("/")[2].lower()
        target = attributes.get("Target", "")
        if kind in ("vbaproject", "wordvbadata", "xlmacrosheet", "xlintlmacrosheet"):
            raise RefusedError("macros")
        if kind == "hyperlink":
            if not links.is_safe_link(target):
                raise RefusedError("bad_links")
        elif attributes.get("TargetMode", "").lower() == "external" or links.scheme_of(target):
            raise RefusedError("links_out")

    def external_link(self, name, attributes):
        if name in ("ddeLink", "oleLink"):
            raise RefusedError("commands")

    def look_at_text(self, archive, member):
        """Fields are cut into pieces at will, so what stands in them is put together before it is read."""
        fields, current = [], ""

        def start(name, attributes):
            nonlocal current
            current = name
            if name in ("ins", "del", "moveFrom", "moveTo"):
                self.remarks.add("changes")
            if name == "fldSimple":
                fields.append(f" {attributes.get('instr', '')} ")
            elif name == "fldChar" and attributes.get("fldCharType") == "begin":
                fields.append(" ")

        def text(piece):
            if current == "instrText":
                fields.append(piece)

        self.look(archive, member, start, text)
        if COMMANDS.search("".join(fields) + " "):
            raise RefusedError("commands")

    def inner(self, archive, member) -> bytes:
        """The table behind a chart is a workbook in the document. Other embedded files are refused, and theirs too."""
        ending = member.filename.lower().rpartition(".")[2]
        if self.is_inside or ending not in ("xlsx", "docx", "pptx"):
            raise RefusedError("macros" if ending in ("xlsm", "docm", "pptm", "xlsb") else "embedded")
        with tempfile.TemporaryDirectory() as folder:
            source, target = Path(folder, "source"), Path(folder, "target")
            source.write_bytes(archives.read_whole(archive, member))
            if archives.kind_of(source) != ending:
                raise RefusedError("embedded")
            clean(source, target, KINDS[ending], is_inside=True)
            return target.read_bytes()
