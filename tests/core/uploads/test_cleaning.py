"""What is taken out of files that are taken: what acts, and what tells of people and places."""

import io
import zipfile

import docx
import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String
from PIL import Image

from greencustoms.core.uploads.judging import judge
from greencustoms.core.uploads.kinds import KINDS
from tests.core.uploads import sample_files as samples
from tests.core.uploads.attack_files import WORD, changed_text

SCRIPT = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


def cleaned(name, content):
    judged = judge(samples.upload(name, content), KINDS)
    with judged.file as file:
        return file.read(), judged.remarks


def annotation(**entries):
    return Dictionary(Type=Name.Annot, Rect=Array([0, 0, 9, 9]), **entries)


def on_page(document, note):
    document.pages[0].Annots = document.make_indirect(Array([document.make_indirect(note)]))


def embed(document):
    document.attachments["evil.exe"] = b"MZ" + bytes(100)


def form(document, **entries):
    field = annotation(Subtype=Name.Widget, FT=Name.Tx, T=String("name"), **entries)
    on_page(document, field)
    document.Root.AcroForm = Dictionary(Fields=document.pages[0].Annots, XFA=document.make_stream(b"<xdp/>"))


ACTIVE_PDFS = {
    "script at opening": lambda pdf: setattr(pdf.Root, "OpenAction", SCRIPT),
    "script by name": lambda pdf: setattr(pdf.Root, "Names", Dictionary(JavaScript=Dictionary(Names=Array([String("a"), SCRIPT])))),
    "script of the document": lambda pdf: setattr(pdf.Root, "AA", Dictionary(WC=SCRIPT)),
    "script of a page": lambda pdf: setattr(pdf.pages[0], "AA", Dictionary(O=SCRIPT)),
    "script of a link": lambda pdf: on_page(pdf, annotation(Subtype=Name.Link, A=SCRIPT)),
    "script after a link": lambda pdf: on_page(pdf, annotation(Subtype=Name.Link, A=Dictionary(S=Name.URI, URI=String("https://a.example"), Next=SCRIPT))),
    "script in a stream": lambda pdf: setattr(pdf.Root, "OpenAction", Dictionary(S=Name.JavaScript, JS=pdf.make_stream(b"app.alert(1)"))),
    "script of a field": lambda pdf: form(pdf, AA=Dictionary(K=SCRIPT)),
    "launching a program": lambda pdf: on_page(pdf, annotation(Subtype=Name.Link, A=Dictionary(S=Name.Launch, F=String("cmd.exe")))),
    "launching, said to be part of the structure": lambda pdf: on_page(pdf, annotation(Subtype=Name.Link, A=Dictionary(Type=Name.StructElem, S=Name.Launch, P=1, Win=Dictionary(F=String("cmd.exe"))))),
    "content from another file": lambda pdf: setattr(pdf.pages[0], "Contents", pdf.make_stream(b"", F=String("\\\\evil\\a"))),
    "sending a form": lambda pdf: on_page(pdf, annotation(Subtype=Name.Link, A=Dictionary(S=Name.SubmitForm, F=String("https://evil.example")))),
    "going to another file": lambda pdf: on_page(pdf, annotation(Subtype=Name.Link, A=Dictionary(S=Name.GoToR, F=String("\\\\evil\\a.pdf")))),
    "link that runs": lambda pdf: on_page(pdf, annotation(Subtype=Name.Link, A=Dictionary(S=Name.URI, URI=String("javascript:alert(1)")))),
    "attached file": embed,
    "attached file on a page": lambda pdf: on_page(pdf, annotation(Subtype=Name.FileAttachment)),
    "film": lambda pdf: on_page(pdf, annotation(Subtype=Name.RichMedia)),
    "form of the other kind": form,
}  # fmt: skip
TRACES = (b"JavaScript", b"app.alert", b"javascript:", b"Launch", b"cmd.exe", b"SubmitForm", b"GoToR", b"evil", b"EmbeddedFile",
          b"FileAttachment", b"RichMedia", b"XFA", b"/AA", b"OpenAction", b"xdp")  # fmt: skip


def readable(content):
    """The PDF without any packing, to look for words in it."""
    buffer = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as document:
        document.save(
            buffer,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            stream_decode_level=pikepdf.StreamDecodeLevel.all,
            compress_streams=False,
        )
    return buffer.getvalue()


@pytest.mark.parametrize("name", ACTIVE_PDFS)
def test_what_acts_is_taken_out_of_a_pdf(name):
    hostile = samples.pdf(ACTIVE_PDFS[name])
    assert any(trace in readable(hostile) for trace in TRACES)

    content, remarks = cleaned("a.pdf", hostile)

    assert not [trace for trace in TRACES if trace in readable(content)]
    assert remarks == ["active_parts"]


def test_form_fields_bookmarks_and_links_to_web_pages_stay_in_a_pdf():
    def edit(document):
        form(document)
        del document.Root.AcroForm.XFA
        link = annotation(Subtype=Name.Link, A=Dictionary(S=Name.URI, URI=String("https://www.unep.org/")))
        document.pages[0].Annots.append(document.make_indirect(link))
        with document.open_outline() as outline:
            outline.root.append(pikepdf.OutlineItem("Chapter", 0))

    content, remarks = cleaned("a.pdf", samples.pdf(edit))

    with pikepdf.open(io.BytesIO(content)) as document:
        assert str(document.Root.AcroForm.Fields[0].T) == "name"
        assert str(document.pages[0].Annots[1].A.URI) == "https://www.unep.org/"
        assert document.open_outline().root[0].title == "Chapter"
    assert remarks == []


def test_a_pdf_keeps_its_title_and_its_mark_of_accessibility_but_not_its_author():
    def edit(document):
        with document.open_metadata() as metadata:
            metadata["dc:title"] = "Report"
            metadata["dc:creator"] = ["Zoe Zqauthor"]
            metadata["pdfuaid:part"] = "1"

    content, _remarks = cleaned("a.pdf", samples.pdf(edit))

    with pikepdf.open(io.BytesIO(content)) as document:
        assert str(document.docinfo["/Title"]) == "Report"
        assert document.open_metadata()["pdfuaid:part"] == "1"
    assert b"Zqauthor" not in readable(content)


def test_comments_in_a_pdf_lose_their_author_and_the_sender_is_told_of_them():
    note = annotation(Subtype=Name.Text, T=String("Zoe Zqauthor"), Contents=String("Check this"))

    content, remarks = cleaned("a.pdf", samples.pdf(lambda document: on_page(document, note)))

    assert b"Zqauthor" not in readable(content)
    assert remarks == ["comments"]


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("a.docx", samples.word),
        ("a.xlsx", samples.excel),
        ("a.pptx", samples.powerpoint),
        ("a.odt", samples.open_document),
    ],
)
def test_a_document_loses_the_names_of_its_makers(name, make):
    hostile = make()
    assert b"Zqauthor" in samples.everything_in(hostile)

    content, _remarks = cleaned(name, hostile)

    assert b"Zqauthor" not in samples.everything_in(content)


def test_a_word_file_still_opens_with_its_title_text_and_picture():
    content, _remarks = cleaned("a.docx", samples.word())

    document = docx.Document(io.BytesIO(content))
    assert document.core_properties.title == "Report & results"
    assert document.paragraphs[0].text == "Officers were trained."
    assert len(document.inline_shapes) == 1


def test_pictures_inside_a_word_file_lose_place_and_camera_but_stay_upright():
    content, _remarks = cleaned("a.docx", samples.word())

    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        name = next(name for name in archive.namelist() if name.endswith(".jpg"))
        with Image.open(io.BytesIO(archive.read(name))) as picture:
            picture.load()
            assert dict(picture.getexif()) == {0x0112: 6}


def test_the_sender_is_told_of_tracked_changes():
    change = f'<w:p xmlns:w="{WORD}"><w:ins w:author="Zoe"><w:r><w:t>x</w:t></w:r></w:ins></w:p><w:sectPr'

    _content, remarks = cleaned("a.docx", changed_text(samples.word(), "word/document.xml", "<w:sectPr", change))

    assert remarks == ["changes"]


def test_what_stands_before_and_behind_an_archive_is_gone():
    content, _remarks = cleaned("a.docx", samples.word() + b"<script>alert(1)</script>")

    assert b"<script>" not in content


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_a_picture_loses_place_camera_artist_and_what_hides_behind_it(kind):
    xmp = b"<x:xmpmeta>Zqartist</x:xmpmeta>"
    options = {"exif": samples.place(), "xmp": xmp} if kind != "PNG" else {"exif": samples.place()}
    hostile = samples.photo(kind, **options) + (b"<script>alert(1)</script>" if kind != "AVIF" else b"")
    assert b"Zqcamera" in hostile

    content, _remarks = cleaned(f"a.{kind.lower()}", hostile)

    assert not [trace for trace in (b"Zq", b"Exif\x00", b"eXIf", b"xmpmeta", b"<script>") if trace in content]
    with Image.open(io.BytesIO(content)) as picture:
        assert not picture.getexif()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_picture_that_lies_on_its_side_is_put_upright(kind):
    content, _remarks = cleaned(f"a.{kind.lower()}", samples.photo(kind, 60, 20, exif=samples.place()))

    with Image.open(io.BytesIO(content)) as picture:
        assert picture.size == (20, 60)


def test_the_further_pictures_of_a_phone_s_jpeg_are_left_out():
    buffer = io.BytesIO()
    first, second = (Image.new("RGB", (30, 30), colour) for colour in ("red", "blue"))
    first.save(buffer, "MPO", save_all=True, append_images=[second])

    content, _remarks = cleaned("a.jpg", buffer.getvalue())

    with Image.open(io.BytesIO(content)) as picture:
        assert picture.format == "JPEG"
        assert picture.getpixel((5, 5))[0] > 200


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P"])
def test_what_is_transparent_stays_transparent(mode):
    buffer = io.BytesIO()
    Image.new("RGBA", (20, 20), (255, 0, 0, 0)).convert(mode).save(
        buffer, "PNG", **({"transparency": 0} if mode == "P" else {})
    )

    content, _remarks = cleaned("a.png", buffer.getvalue())

    with Image.open(io.BytesIO(content)) as picture:
        assert picture.convert("RGBA").getpixel((5, 5))[3] == 0


def test_a_deep_grey_picture_keeps_its_shades():
    buffer = io.BytesIO()
    shades = b"".join(value.to_bytes(2, "little") for value in (0, 32_768, 65_535, 16_384))
    Image.frombytes("I;16", (2, 2), shades).save(buffer, "PNG")

    content, _remarks = cleaned("a.png", buffer.getvalue())

    with Image.open(io.BytesIO(content)) as picture:
        assert list(picture.tobytes()) == [0, 128, 255, 64]


def test_text_in_another_encoding_becomes_utf_8():
    content, _remarks = cleaned("a.csv", "Côte;1\n".encode("cp1252"))

    assert content == "\ufeffCôte;1\n".encode()
