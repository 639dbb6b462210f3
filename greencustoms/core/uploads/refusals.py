"""Why a file is not taken, as a sentence for whoever sent it, saying what to do."""

from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

MESSAGES = {
    "empty": _("The file is empty. See whether it opens on your computer, and send it again."),
    "too_large": _("The file is larger than %(size)s MB. Make it smaller, for example with smaller pictures."),
    "no_room": _(
        "The server has no room for this file at the moment. Nothing was stored. Try again later, or tell the "
        "secretariat."
    ),
    "kind": _("A file of this kind is not taken here. Send one of these: %(kinds)s."),
    "ending": _(
        "The name of the file ends in “.%(ending)s”, but what is in it is something else (%(kind)s). Open it in the "
        "program it was made with, save it again and send that file."
    ),
    "unknown": _(
        "What is in the file does not belong to its name. Open it in the program it was made with, save it as one of "
        "these, and send that file: %(kinds)s."
    ),
    "program": _("This is a program or a script, whatever its name says. Programs are not taken."),
    "web_page": _("This is a web page or has parts of one in it. Save it as a PDF and send that file."),
    "old_office": _(
        "This is an Office file of the old kind (.doc, .xls, .ppt), or one with a password. Save it without a password "
        "as .docx, .xlsx or .pptx and send that file."
    ),
    "rtf": _("This is an RTF file. Save it as .docx or .odt and send that file."),
    "archive": _("This is an archive. Take the files out of it and send them one by one."),
    "picture_kind": _("Pictures of this kind are not taken. Save it as JPEG or PNG and send that file."),
    "damaged": _(
        "The file is damaged, cut off, or made in an unusual way. Open it in the program it was made with, save it "
        "again and send that file."
    ),
    "encrypted": _("The file is protected with a password or against copying. Take the protection off and send it again."),
    "bomb": _("Unpacked, this file would be far larger than any honest file of its kind. It is not taken."),
    "nested": _("There is another archive inside this file. Send the files one by one."),
    "unsafe_names": _("The archive holds files whose names point outside of it. Make it again and send that one."),
    "macros": _("The file has macros or other programs in it. Save it without macros (.docx, .xlsx, .pptx) and send that."),
    "embedded": _("There is another file embedded in this one as an object. Take the object out, or paste it as a picture."),
    "links_out": _(
        "The file loads parts of itself from elsewhere: a template, a linked file, a data connection. Break these links "
        "(in Office: File, Info, Edit Links to Files), save it and send it again."
    ),
    "commands": _("The file has fields or cells that start other programs (DDE). Take them out and send it again."),
    "bad_links": _("The file has links that are no addresses of web pages or e-mail. Take these out and send it again."),
    "too_many_pixels": _("The picture has more than %(pixels)s million pixels. Make it smaller and send it again."),
    "animated": _("The picture moves: it has several frames. Send a single picture."),
    "not_text": _(
        "The letters in this file cannot be read. Save it as text with the encoding UTF-8 and send that file."
    ),
    "infected": _("The virus scanner found something in this file: %(found)s. It was not kept. Check your computer."),
    "too_many_files": _("These are more than %(count)s files. Take some out."),
    "too_large_together": _("Together the files are larger than %(size)s MB. Take some out or make them smaller."),
}  # fmt: skip


class RefusedError(ValidationError):
    """A file that is not taken. `code` is one of the keys of MESSAGES."""

    def __init__(self, code: str, **params):
        super().__init__(MESSAGES[code], code=code, params=params)


def joined(labels):
    """Labels of kinds as one list of words, still translated late."""
    return format_lazy(", ".join("{}" for _label in labels), *labels)
