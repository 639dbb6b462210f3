"""Text as other programs can take it: nothing that XML forbids, nothing that a spreadsheet would run."""

import re

# What XML 1.0 has no place for, and no reader a use for.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")

# A spreadsheet takes a cell that begins so for a formula; some trim spaces first, some know the full-width signs.
FORMULA = re.compile(r"'*(?:\s*[=+\-@＝＋－＠]|[\t\r\n])")


def without_controls(text: str) -> str:
    """Return the text without characters that are not allowed in XML."""
    return FORBIDDEN.sub("", text)


def one_line(text: str) -> str:
    """Return the text without such characters and without breaks, for a title or an address."""
    return " ".join(without_controls(text).split())


def guarded(text: str) -> str:
    """Put an apostrophe before a text that a spreadsheet would take for a formula."""
    return f"'{text}" if FORMULA.match(text) else text


def unguarded(text: str) -> str:
    """Take away what `guarded` put there."""
    return text[1:] if text.startswith("'") and FORMULA.match(text) else text
