"""PO files for outside translators: one for each page or record, with the places of its texts as contexts."""

import io
import re
import zipfile
from dataclasses import dataclass

import polib
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.models import Locale
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from ..uploads.archives import opened, read_whole
from ..uploads.refusals import RefusedError
from .rows import Row

BYTES_AT_MOST = 20 * 1024 * 1024
FILES_AT_MOST = 3_000
ID = "X-WagtailLocalize-TranslationID"
ZIP = b"PK\x03\x04"
CHARSET = re.compile(rb"charset=([A-Za-z0-9_.:-]+)")


def exported(rows: list[Row], locale: Locale) -> tuple[bytes, int]:
    """A ZIP of one PO file for each of these that has a translation into that language, and how many there are."""
    by_key = {row.key: row for row in rows}
    translations = [
        one
        for one in Translation.objects.filter(target_locale=locale, enabled=True).select_related("source")
        if one.source.object_id in by_key
    ]
    texts, words = read_texts(locale)
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as folder:
        for translation in translations:
            row = by_key[translation.source.object_id]
            name = f"{row.kind.partition('.')[2]}/{slugify(row.title)[:80] or 'record'}-{row.pk}.po"
            content = as_po(translation, locale, texts.get(translation.source_id, ()), words)
            folder.writestr(zipfile.ZipInfo(name, (2000, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return archive.getvalue(), len(translations)


def read_texts(locale):
    """The texts of each original in their order, and what each is in that language, in two queries."""
    texts = {}
    rows = StringSegment.objects.order_by("source", "order")
    for source, context, path, string, text in rows.values_list(
        "source", "context", "context__path", "string", "string__data"
    ):
        texts.setdefault(source, []).append((path, text, (string, context)))
    made = StringTranslation.objects.filter(locale=locale)
    words = {
        (string, context): (data, kind)
        for string, context, data, kind in made.values_list("translation_of", "context", "data", "translation_type")
    }
    return texts, words


def as_po(translation, locale, texts, words) -> str:
    catalogue = polib.POFile(wrapwidth=0)
    catalogue.metadata = {
        "Language": locale.language_code,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        ID: str(translation.uuid),
    }
    for path, text, key in texts:
        data, kind = words.get(key, ("", ""))
        comment = _("Machine translation: please check it.") if kind == "machine" else ""
        catalogue.append(polib.POEntry(msgctxt=path, msgid=text, msgstr=data, comment=comment))
    return str(catalogue)


# Reading


@dataclass(frozen=True)
class Problem:
    """What is wrong, in which file, and at which text of it."""

    file: str
    message: str
    text: str = ""


def read_files(data: bytes, name: str) -> tuple[list[tuple[str, polib.POFile]], list[Problem]]:
    """The PO files of an upload, which is one file or a ZIP of them; and what cannot be read."""
    found, problems = [], []
    if not data.startswith(ZIP):
        members = [(name, data)]
    else:
        try:
            with opened(io.BytesIO(data)) as archive:
                members = [
                    (member.filename, read_whole(archive, member))
                    for member in archive.infolist()
                    if not member.is_dir() and not member.filename.startswith("__MACOSX/")
                ]
        except RefusedError as error:
            return [], [Problem(name, " ".join(str(message) for message in error.messages))]
    for member, content in members:
        try:
            found.append((member, parsed(content)))
        except UnreadableError as error:
            problems.append(Problem(member, str(error)))
    if not members:
        problems.append(Problem(name, _("There is no file in it.")))
    return found, problems


class UnreadableError(Exception):
    """A file that is no PO file in UTF-8; its message says why."""


def parsed(content: bytes) -> polib.POFile:
    charset = CHARSET.search(content[:4096])
    if charset and charset[1].upper() not in (b"UTF-8", b"UTF8", b"CHARSET", b"US-ASCII", b"ASCII"):
        raise UnreadableError(
            _("Its encoding is said to be %(charset)s. Save it as UTF-8.") % {"charset": charset[1].decode()}
        )
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableError(
            _("It is not in UTF-8 (from byte %(place)s on). Save it as UTF-8.") % {"place": error.start}
        ) from None
    # The library takes a short text for the name of a file of ours.
    if "msgid" not in text or "\n" not in text.strip() or "\0" in text:
        raise UnreadableError(_("This is not a PO file."))
    try:
        return polib.pofile(text, encoding="utf-8", check_for_duplicates=False)
    except (OSError, ValueError, IndexError, KeyError, AttributeError, TypeError) as error:
        line = re.search(r"line (\d+)", str(error))
        if line:
            message = _("The PO file is broken at line %(line)s.") % {"line": line[1]}
        else:
            message = _("The PO file is broken.")
        raise UnreadableError(message) from None
