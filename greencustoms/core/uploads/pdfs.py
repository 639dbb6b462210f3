"""PDFs are written anew without what acts by itself, carries other files, or names people."""

from pathlib import Path

from . import children


def clean(source: Path, target: Path, kind) -> list[str]:
    """Write the PDF again, cleaned. Tags for screen readers, bookmarks and form fields stay. Raises RefusedError."""
    told = children.run("pdf_child.py", source, target)
    return [code for code in ("active_parts", "comments") if told[code]]
