"""The kinds of files that are taken, each with what its name may end in and how large it may be."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from .refusals import RefusedError, joined

MEGABYTE = 1024 * 1024
OOXML = "application/vnd.openxmlformats-officedocument."
ODF = "application/vnd.oasis.opendocument."


@dataclass(frozen=True)
class Kind:
    """`family` names the module that cleans it; `at_most` is in bytes."""

    name: str
    family: str
    label: str
    endings: tuple[str, ...]
    content_type: str
    at_most: int


KINDS = {
    kind.name: kind
    for kind in (
        Kind("pdf", "pdf", "PDF", ("pdf",), "application/pdf", 40 * MEGABYTE),
        Kind("docx", "ooxml", "Word (.docx)", ("docx",), f"{OOXML}wordprocessingml.document", 25 * MEGABYTE),
        Kind("xlsx", "ooxml", "Excel (.xlsx)", ("xlsx",), f"{OOXML}spreadsheetml.sheet", 25 * MEGABYTE),
        Kind("pptx", "ooxml", "PowerPoint (.pptx)", ("pptx",), f"{OOXML}presentationml.presentation", 40 * MEGABYTE),
        Kind("odt", "odf", "OpenDocument (.odt)", ("odt",), f"{ODF}text", 25 * MEGABYTE),
        Kind("ods", "odf", "OpenDocument (.ods)", ("ods",), f"{ODF}spreadsheet", 25 * MEGABYTE),
        Kind("odp", "odf", "OpenDocument (.odp)", ("odp",), f"{ODF}presentation", 40 * MEGABYTE),
        Kind("epub", "epub", "EPUB", ("epub",), "application/epub+zip", 40 * MEGABYTE),
        Kind("zip", "zip", "ZIP", ("zip",), "application/zip", 40 * MEGABYTE),
        Kind("csv", "text", "CSV", ("csv",), "text/csv; charset=utf-8", 10 * MEGABYTE),
        Kind("txt", "text", _("plain text (.txt)"), ("txt",), "text/plain; charset=utf-8", 10 * MEGABYTE),
        Kind("jpeg", "image", "JPEG", ("jpg", "jpeg"), "image/jpeg", 20 * MEGABYTE),
        Kind("png", "image", "PNG", ("png",), "image/png", 20 * MEGABYTE),
        Kind("webp", "image", "WebP", ("webp",), "image/webp", 20 * MEGABYTE),
        Kind("avif", "image", "AVIF", ("avif",), "image/avif", 20 * MEGABYTE),
    )
}
IMAGE_KINDS = tuple(name for name, kind in KINDS.items() if kind.family == "image")
OFFICE_KINDS = ("pdf", "docx", "xlsx", "pptx", "odt", "ods", "odp")
LARGEST = max(kind.at_most for kind in KINDS.values())

KIND_CHOICES = [(name, kind.label) for name, kind in KINDS.items()]


def kind_with_ending(ending: str) -> Kind | None:
    return next((kind for kind in KINDS.values() if ending in kind.endings), None)


def named(names: Iterable[str]) -> list[Kind]:
    """The kinds of those names, in the order of the list above."""
    wanted = set(names)
    unknown = wanted - set(KINDS)
    if unknown:
        raise ValueError(f"Unknown kinds of files: {', '.join(sorted(unknown))}")
    return [kind for kind in KINDS.values() if kind.name in wanted]


def accept_attribute(names: Iterable[str]) -> str:
    """What the `accept` of a file input says, so that people are shown the right files only."""
    return ",".join(f".{ending}" for kind in named(names) for ending in kind.endings)


def labels(names: Iterable[str]):
    """The kinds in words, for a help text or a message."""
    return joined([kind.label for kind in named(names)])


def check_batch(files: Iterable, *, files_at_most: int, bytes_at_most: int):
    """Refuse what is too much together. `files` is anything with a `size`, those already stored included."""
    sizes = [file.size for file in files]
    if len(sizes) > files_at_most:
        raise RefusedError("too_many_files", count=files_at_most)
    if sum(sizes) > bytes_at_most:
        raise RefusedError("too_large_together", size=bytes_at_most // MEGABYTE)
