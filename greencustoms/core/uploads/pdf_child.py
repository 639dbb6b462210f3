"""Cleans a PDF, as a program of its own: paths of the PDF and of the copy. Runs without Django and within bounds.

What acts by itself or carries other files is taken out wherever it stands, then who made the file and with what. What
it found it writes as JSON to its output.
"""

import errno
import io
import json
import resource
import sys

MEMORY_AT_MOST = 1024 * 1024 * 1024
SECONDS_AT_MOST = 40
OUTPUT_AT_MOST = 100 * 1024 * 1024
OBJECTS_AT_MOST = 500_000
DEPTH_AT_MOST = 60

# Entries of any dictionary that make a reader do something or hold another file.
ACTIVE = ("/AA", "/OpenAction", "/JS", "/JavaScript", "/EmbeddedFiles", "/EF", "/AF", "/XFA", "/Collection",
          "/RichMediaContent", "/RichMediaSettings", "/3DD", "/3DV", "/URLS", "/WC")  # fmt: skip
# The only actions that stay: going somewhere in this file, opening an address, turning pages.
ACTIONS_LEFT = ("/GoTo", "/URI", "/Named")
# What does not say that it is an action is one by these names.
ACTIONS = ("/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/Rendition", "/Sound", "/Movie", "/GoToE",
           "/GoToR", "/GoToDp", "/GoTo3DView", "/RichMediaExecute")  # fmt: skip
ADDRESSES = ("http://", "https://", "mailto:", "ftp://", "tel:", "#")
ANNOTATIONS_OUT = ("/FileAttachment", "/RichMedia", "/Movie", "/Sound", "/Screen", "/3D", "/Projection", "/TrapNet")
COMMENTS = ("/Text", "/FreeText", "/Highlight", "/Underline", "/StrikeOut", "/Squiggly", "/Caret", "/Ink", "/Stamp", "/Popup")  # fmt: skip
# Entries of a stream whose content stands in another file.
OUTSIDE = ("/F", "/FFilter", "/FDecodeParms", "/Ref")
PRIVATE = ("/PieceInfo", "/LastModified", "/Metadata", "/SpiderInfo")
DOCINFO_LEFT = ("/Title", "/Subject", "/Keywords")
XMP_LEFT = (
    "dc:title",
    "dc:language",
    "dc:subject",
    "dc:description",
    "pdfuaid:part",
    "pdfaid:part",
    "pdfaid:conformance",
)


class NotTakenError(Exception):
    pass


def main(source, target):
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_AT_MOST, MEMORY_AT_MOST))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS_AT_MOST, SECONDS_AT_MOST))
    resource.setrlimit(resource.RLIMIT_FSIZE, (OUTPUT_AT_MOST, OUTPUT_AT_MOST))
    import pikepdf

    try:
        pdf = pikepdf.open(source, suppress_warnings=True)
    except pikepdf.PasswordError:
        raise NotTakenError("encrypted") from None
    with pdf:
        if pdf.is_encrypted:
            raise NotTakenError("encrypted")
        if len(pdf.objects) > OBJECTS_AT_MOST:
            raise NotTakenError("bomb")
        if not len(pdf.pages):
            raise NotTakenError("damaged")
        found = Cleaner(pikepdf, pdf).clean()
        forget_makers(pdf)
        # Into memory first: given a name, the library would put another file in the place of the one that waits.
        written = io.BytesIO()
        pdf.save(written, encryption=False, linearize=False, deterministic_id=True)
    with open(target, "wb") as waiting:
        waiting.write(written.getbuffer())
    return found


class Cleaner:
    def __init__(self, pikepdf, pdf):
        self.pikepdf, self.pdf = pikepdf, pdf
        self.root = pdf.Root.objgen
        self.active = self.comments = 0

    def clean(self):
        for item in self.pdf.objects:
            self.look_at(item, 0)
        return {"active_parts": self.active, "comments": self.comments}

    def look_at(self, item, depth):
        """Clean this object and what stands directly inside it. What it refers to is an object of its own."""
        if depth > DEPTH_AT_MOST:
            raise NotTakenError("damaged")
        if isinstance(item, (self.pikepdf.Dictionary, self.pikepdf.Stream)):
            self.clean_dictionary(item)
            values = [item[key] for key in item.keys()]  # noqa: SIM118 - no dict
        elif isinstance(item, self.pikepdf.Array):
            self.clean_array(item)
            values = list(item)
        else:
            return
        for value in values:
            if isinstance(value, self.pikepdf.Object) and not value.is_indirect:
                self.look_at(value, depth + 1)

    def clean_dictionary(self, item):
        for key in ACTIVE:
            if key in item:
                # A structure element may be named like this in an attribute; nothing of it is lost.
                del item[key]
                self.active += 1
        if isinstance(item, self.pikepdf.Stream):
            for key in OUTSIDE:
                if key in item:
                    del item[key]
                    self.active += 1
        for key in PRIVATE:
            if key in item and not (key == "/Metadata" and item.objgen == self.root and item.is_indirect):
                del item[key]
        if self.is_bad_action(item):
            for key in list(item.keys()):
                if key != "/Length":
                    del item[key]
            self.active += 1
        if "/Rect" in item and self.name_in(item, "/Subtype") in COMMENTS:
            self.comments += 1
            if "/T" in item:
                # Whose comment it is.
                del item["/T"]

    def clean_array(self, array):
        """Annotations of the kinds that play, attach or start something are taken out of their lists."""
        for index in reversed(range(len(array))):
            if self.is_bad_annotation(array[index]):
                del array[index]
                self.active += 1

    def is_bad_annotation(self, item):
        return (
            isinstance(item, self.pikepdf.Dictionary)
            and "/Rect" in item
            and self.name_in(item, "/Subtype") in ANNOTATIONS_OUT
        )

    def is_bad_action(self, item):
        action = self.name_in(item, "/S")
        if self.name_in(item, "/Type") == "/Action" and action not in ACTIONS_LEFT:
            return True
        if action in ACTIONS:
            return True
        if action == "/URI":
            address = str(item.get("/URI", "")).strip().lower()
            scheme = address.split(":", 1)[0] if ":" in address.split("/", 1)[0] else ""
            return bool(scheme) and not address.startswith(ADDRESSES)
        return False

    def name_in(self, item, key):
        value = item.get(key)
        return str(value) if isinstance(value, self.pikepdf.Name) else ""


def forget_makers(pdf):
    """Titles and the marks of accessible and of archived PDFs stay; people, programs and histories go."""
    kept = {key: str(pdf.docinfo[key]) for key in DOCINFO_LEFT if key in pdf.docinfo}
    del pdf.docinfo
    for key, value in kept.items():
        pdf.docinfo[key] = value
    if "/Metadata" not in pdf.Root:
        return
    try:
        with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as old:
            values = {key: old[key] for key in XMP_LEFT if key in old}
        del pdf.Root.Metadata
        with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as new:
            for key, value in values.items():
                new[key] = value
    except Exception:  # noqa: BLE001 - metadata that cannot be read is not worth keeping
        if "/Metadata" in pdf.Root:
            del pdf.Root.Metadata


if __name__ == "__main__":
    try:
        told = main(sys.argv[1], sys.argv[2])
    except NotTakenError as refusal:
        told = {"refused": str(refusal)}
    except MemoryError:
        told = {"refused": "bomb"}
    except OSError as error:
        told = {
            "refused": "no_room" if error.errno in (errno.ENOSPC, errno.EDQUOT) else "damaged",
            "why": repr(error)[:300],
        }
    except Exception as error:  # noqa: BLE001 - whatever a PDF breaks, it is the PDF that is at fault
        told = {"refused": "damaged", "why": repr(error)[:300]}
    json.dump(told, sys.stdout)
