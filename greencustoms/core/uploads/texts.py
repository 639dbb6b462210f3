"""Plain text and CSV: letters only, in UTF-8, and nothing that a spreadsheet program would carry out."""

import re
import shutil
from pathlib import Path

from .refusals import RefusedError

# What text has besides letters: tab, the ends of lines, and of pages.
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f]")
MARKS_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
MARK_UTF_8 = b"\xef\xbb\xbf"
# Three letters with accents in a row are no Western text, but one in another script read with the wrong table.
NOT_WESTERN = re.compile(r"[¡-ÿ]{3}")
# A cell as =cmd|'/c calc'!A0 asks the spreadsheet program to start another one (DDE).
# Written so that no text makes the search long: what it repeats is bounded.
COMMAND = re.compile(r"""(?:\A|(?<=[,;\t\n"' ]))[=+\-@][\w.\\:/ ()"']{1,100}\|[^\n|]{0,500}!""")
WEB_PAGE = re.compile(r"(?i)<\s*(?:script|html|svg|iframe|object|embed)[\s>/]|<\?php")


def clean(source: Path, target: Path, kind) -> list[str]:
    """Copy the text as UTF-8. Raises RefusedError for what is no text, or text that does something."""
    content = source.read_bytes()
    text, is_utf_8 = decoded(content)
    if CONTROLS.search(text):
        raise RefusedError("not_text")
    if WEB_PAGE.search(text):
        raise RefusedError("web_page")
    if kind.name == "csv" and COMMAND.search(text):
        raise RefusedError("commands")
    if is_utf_8:
        shutil.copyfile(source, target)
    else:
        # Spreadsheet programs read UTF-8 only where it starts with a mark.
        target.write_bytes((MARK_UTF_8 if kind.name == "csv" else b"") + text.encode())
    return []


def decoded(content: bytes) -> tuple[str, bool]:
    """The text, and whether it came as UTF-8."""
    if content.startswith(MARKS_UTF_16):
        try:
            return content.decode("utf-16"), False
        except UnicodeDecodeError:
            raise RefusedError("not_text") from None
    try:
        return content.decode("utf-8-sig"), True
    except UnicodeDecodeError:
        pass
    try:
        text = content.decode("cp1252")
    except UnicodeDecodeError:
        raise RefusedError("not_text") from None
    if NOT_WESTERN.search(text):
        raise RefusedError("not_text")
    return text, False
