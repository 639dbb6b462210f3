"""What Office and OpenDocument files have in common: pictures in them, parts of no honest kind, who made them."""

from xml.sax.saxutils import escape

from .. import archives, picture_bytes, signs
from ..markup import walk
from ..refusals import RefusedError

SNIFFED = 16
PICTURES = (".jpg", ".jpeg", ".jpe", ".jfif", ".png")
# Beginnings of what must stand in no document: programs, old Office files (which is what embedded objects are).
NEVER = (*(sign for sign in signs.PROGRAMS if len(sign) > 2), b"MZ\x90\x00", signs.OLD_OFFICE)


def check_beginning(archive, member):
    """Refuse a part that is a program, an old Office file or an archive, whatever it is called."""
    start = archives.read_start(archive, member, SNIFFED)
    if start.startswith(NEVER):
        raise RefusedError("embedded" if start.startswith(signs.OLD_OFFICE) else "program")
    if start.startswith((signs.ARCHIVE, *signs.OTHER_ARCHIVES)):
        raise RefusedError("nested")


def without_place(archive, member) -> bytes | None:
    """A picture of the document without the place and the camera it was taken with; None for what is no picture."""
    if not member.filename.lower().endswith(PICTURES) or member.file_size > archives.WHOLE_AT_MOST:
        return None
    return picture_bytes.without_metadata(archive.read(member))


class Properties:
    """Reads the properties of a document that say what it is, not who made it."""

    left = ("title", "subject", "description", "keywords", "keyword", "language")

    def __init__(self, opened):
        self.values, self.current = {}, ""
        walk(opened, self.start, self.text)

    def start(self, name, attributes):
        self.current = name if name in self.left else ""

    def text(self, piece):
        if self.current:
            self.values[self.current] = (self.values.get(self.current, "") + piece)[:2000]

    def elements(self, names: dict[str, str]) -> str:
        """As elements: `names` says how each property is called in the document."""
        written = (
            f"<{tag}>{escape(self.values[name].strip())}</{tag}>"
            for name, tag in names.items()
            if self.values.get(name, "").strip()
        )
        return "".join(written)
