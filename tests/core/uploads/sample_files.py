"""Honest files of every kind, made in memory: the twins of those in attack_files.py."""

import io
import zipfile

import docx
import openpyxl
import pikepdf
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

ODF = "application/vnd.oasis.opendocument."
OFFICE_NS = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
TEXT_NS = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"

# A click in slides that goes to the next one.
NEXT_PAGE = '<script:event-listener xmlns:presentation="p" presentation:action="next-page"/>'


def upload(name, content):
    return SimpleUploadedFile(name, content)


def packed(members, stored=()):
    """A ZIP archive of these members; the `stored` ones are not compressed."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content, zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def unpacked(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def changed(content, members):
    """That archive with these members added or replaced; None takes one out."""
    return packed({name: value for name, value in {**unpacked(content), **members}.items() if value is not None})


def everything_in(content):
    """All bytes of an archive, those of archives inside it too."""
    found = b""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            part = archive.read(name)
            found += everything_in(part) if part.startswith(b"PK") else part
    return found


def photo(kind="JPEG", width=40, height=30, mode="RGB", **options):
    buffer = io.BytesIO()
    picture = Image.linear_gradient("L").resize((width, height)).convert(mode)
    picture.save(buffer, kind, **options)
    return buffer.getvalue()


def pdf(edit=None):
    buffer = io.BytesIO()
    document = pikepdf.new()
    document.add_blank_page(page_size=(200, 200))
    document.docinfo["/Title"] = "Report"
    document.docinfo["/Author"] = "Zoe Zqauthor"
    if edit:
        edit(document)
    document.save(buffer)
    return buffer.getvalue()


def word():
    buffer = io.BytesIO()
    document = docx.Document()
    document.core_properties.author = "Zoe Zqauthor"
    document.core_properties.title = "Report & results"
    document.add_paragraph("Officers were trained.")
    document.add_picture(io.BytesIO(photo(exif=place())))
    document.save(buffer)
    return buffer.getvalue()


def excel():
    buffer = io.BytesIO()
    workbook = openpyxl.Workbook()
    workbook.properties.creator = "Zoe Zqauthor"
    workbook.active.append(["Country", "Officers"])
    workbook.active["B2"] = "=SUM(1,2)"
    workbook.active["A2"].hyperlink = "https://www.example.org/"
    workbook.save(buffer)
    return buffer.getvalue()


def powerpoint():
    types = "application/vnd.openxmlformats-officedocument.presentationml."
    relationships = "http://schemas.openxmlformats.org/package/2006/relationships"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    return packed(
        {
            "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/ppt/presentation.xml" ContentType="{types}presentation.main+xml"/></Types>',
            "_rels/.rels": f'<Relationships xmlns="{relationships}"><Relationship Id="rId1" '
            f'Type="{office}/officeDocument" Target="ppt/presentation.xml"/></Relationships>',
            "ppt/presentation.xml": '<p:presentation xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"/>',
            "ppt/embeddings/Microsoft_Excel_Sheet1.xlsx": excel(),
        }
    )


def open_document(kind="text", body="", extra=None):
    members = {
        "mimetype": ODF + kind,
        "content.xml": f'<office:document-content xmlns:office="{OFFICE_NS}" xmlns:text="{TEXT_NS}" '
        'xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" '
        'xmlns:script="urn:oasis:names:tc:opendocument:xmlns:script:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"><office:scripts/><office:body>'
        f"{body or '<text:p>Officers were trained.</text:p>'}</office:body></office:document-content>",
        "meta.xml": f'<office:document-meta xmlns:office="{OFFICE_NS}" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0"><office:meta><dc:title>Report</dc:title>'
        "<meta:initial-creator>Zoe Zqauthor</meta:initial-creator></office:meta></office:document-meta>",
        "META-INF/manifest.xml": '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
    }
    return packed({**members, **(extra or {})}, stored=("mimetype",))


def book(extra=None, page="<p>Green Customs</p>"):
    return packed(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": "<container/>",
            "page.xhtml": f'<!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml"><body>{page}</body></html>',
            **(extra or {}),
        },
        stored=("mimetype",),
    )


def place():
    """Exif with the place, the camera and the artist, and the picture lying on its side."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F], exif[0x013B] = "Zqcamera", "Zqartist"
    gps = exif.get_ifd(0x8825)
    gps[1], gps[2] = "N", (51.0, 30.0, 0.0)
    return exif
