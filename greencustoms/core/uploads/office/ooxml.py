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
MACRO_RELATIONS = {"vbaproject", "wordvbadata", "xlmacrosheet", "xlintlmacrosheet"}
MACRO_TYPES = ("macroenabled", "vbaproject", "macrosheet", "activex", "dialogsheet", "intlmacrosheet")
# The printer somebody chose: not worth keeping, but of no harm.
HARMLESS_BINARY = re.compile(r"/printersettings/[^/]+\.bin$", re.IGNORECASE)
EMBEDDED = re.compile(r"/(?:embeddings|oleobjects)/", re.IGNORECASE)
# Text with fields. Those of tables and slides have none that start anything.
WITH_FIELDS = re.compile(r"^word/(?:document|header|footer|footnotes|endnotes|comments|glossary/).*\.xml$")
INSTRUCTIONS = ("instrText", "delInstrText")
COMMANDS = re.compile(r"(?i)(?:^|[\s\"{])(?:DDE|DDEAUTO|INCLUDETEXT|LINK|IMPORT)\b")
SLIDES = re.compile(r"^ppt/(?:slides|slidelayouts|slidemasters|notesslides|notesmasters)/[^/]+\.xml$")
STARTING = ("ppaction://program", "ppaction://macro", "ppaction://ole")
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
            self.is_settings = name.endswith("settings.xml.rels")
            self.look(archive, member, self.relationship)
        elif SLIDES.search(name):
            self.look(archive, member, self.slide)
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

    def look(self, archive, member, start, text=None, end=None):
        with archive.open(member) as opened:
            walk(opened, start, text, end)

    def content_type(self, name, attributes):
        types = " ".join(attributes.all("ContentType")).lower()
        if any(sign in types for sign in MACRO_TYPES):
            raise RefusedError("macros")

    def relationship(self, name, attributes):
        kinds = {kind.rpartition("/")[2].lower() for kind in attributes.all("Type")}
        targets = attributes.all("Target")
        if kinds & MACRO_RELATIONS:
            raise RefusedError("macros")
        # A part in another format, put into the text when it is opened: a web page, or an RTF file.
        if "afchunk" in kinds:
            raise RefusedError("embedded")
        if kinds == {"hyperlink"} and not self.is_settings:
            if not all(links.is_safe_link(target) for target in targets):
                raise RefusedError("bad_links")
        elif any(mode.lower() == "external" for mode in attributes.all("TargetMode")) or any(
            links.scheme_of(target) or target.startswith(("\\\\", "//")) for target in targets
        ):
            raise RefusedError("links_out")

    def slide(self, name, attributes):
        if any(action.lower().startswith(STARTING) for action in attributes.all("action")):
            raise RefusedError("commands")

    def external_link(self, name, attributes):
        if name in ("ddeLink", "oleLink"):
            raise RefusedError("commands")

    def look_at_text(self, archive, member):
        """Fields are cut into pieces at will, so what stands in them is put together before it is read."""
        fields, inside = [], 0

        def start(name, attributes):
            nonlocal inside
            inside += name in INSTRUCTIONS
            if name in ("ins", "del", "moveFrom", "moveTo"):
                self.remarks.add("changes")
            if name == "fldSimple":
                fields.extend(f" {instruction} " for instruction in attributes.all("instr"))
            elif name == "fldChar" and "begin" in attributes.all("fldCharType"):
                fields.append(" ")

        def text(piece):
            if inside:
                fields.append(piece)

        def end(name):
            nonlocal inside
            inside -= name in INSTRUCTIONS

        self.look(archive, member, start, text, end)
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
