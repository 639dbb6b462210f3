"""Files that editors send through Wagtail's forms: single and several, new and replaced."""

import io

import pytest
from django.urls import reverse
from PIL import Image
from wagtail.models import Collection, UploadedFile

from greencustoms.core.models import SiteDocument, SiteImage
from greencustoms.core.uploads.scanning import ScanState
from tests.core.uploads import attack_pictures
from tests.core.uploads import sample_files as samples
from tests.core.uploads.attack_files import HTML
from tests.core.uploads.fake_scanner import VIRUS, scanner

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client, django_user_model):
    user = django_user_model.objects.create_superuser("editor@example.org", "x")
    client.force_login(user)
    return client


def post(client, url, file, **fields):
    name, content = file
    data = {"title": "Kept title", "collection": Collection.get_first_root_node().pk, "tags": "", **fields}
    return client.post(url, {**data, "file": samples.upload(name, content)})


def post_several(client, url, file, **fields):
    response = client.post(
        url, {"files[]": samples.upload(*file), **fields}, headers={"x-requested-with": "XMLHttpRequest"}
    )
    assert response.status_code == 200
    return response.json()


BROKEN_PICTURES = [
    pytest.param("a.jpg", lambda: samples.photo(width=400, height=400)[:900], "damaged", id="cut JPEG"),
    pytest.param("a.jpg", lambda: b"\xff\xd8\xff\xe0" + bytes(range(256)) * 9, "damaged", id="noise"),
    pytest.param("a.png", attack_pictures.text_bomb, "damaged", id="text bomb"),
    pytest.param("a.gif", lambda: attack_pictures.animation("GIF", 200), "not taken here", id="GIF of 200 frames"),
    pytest.param("a.webp", lambda: attack_pictures.animation("WEBP"), "several frames", id="animated WebP"),
    pytest.param("a.png", attack_pictures.pixel_flood, "40 million pixels", id="pixel flood"),
]


@pytest.mark.parametrize(("name", "content", "words"), BROKEN_PICTURES)
def test_a_broken_picture_gets_a_sentence_beside_its_field_and_the_form_is_kept(editor, name, content, words):
    response = post(editor, reverse("wagtailimages:add"), (name, content()))

    assert response.status_code == 200
    assert words in response.context["form"].errors["file"][0]
    assert 'value="Kept title"' in response.content.decode()
    assert not SiteImage.objects.exists()


@pytest.mark.parametrize(("name", "content", "words"), BROKEN_PICTURES)
def test_the_uploader_of_several_pictures_tells_the_same(editor, name, content, words):
    told = post_several(editor, reverse("wagtailimages:add_multiple"), (name, content()))

    assert not told["success"]
    assert words in told["error_message"]


def traces_in(image):
    with image.open_file() as file:
        content = file.read()
    return [trace for trace in (b"Zq", b"Exif") if trace in content]


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_place_and_artist_are_in_no_stored_picture_and_in_no_rendition(editor, kind):
    post(editor, reverse("wagtailimages:add"), (f"a.{kind.lower()}", samples.photo(kind, exif=samples.place())))

    image = SiteImage.objects.get()
    assert traces_in(image) == []
    for spec in ("original", "width-20|format-jpeg", "width-20|format-png"):
        with image.get_rendition(spec).file.open() as rendition:
            assert b"Zq" not in rendition.read()


def test_a_picture_sent_among_several_is_cleaned_too(editor):
    told = post_several(editor, reverse("wagtailimages:add_multiple"), ("a.jpg", samples.photo(exif=samples.place())))

    assert told["success"]
    assert traces_in(SiteImage.objects.get()) == []


def test_a_picture_that_replaces_another_is_cleaned_too(editor):
    post(editor, reverse("wagtailimages:add"), ("a.jpg", samples.photo()))
    image = SiteImage.objects.get()

    post(editor, reverse("wagtailimages:edit", args=[image.pk]), ("b.jpg", samples.photo(exif=samples.place())))

    image.refresh_from_db()
    assert image.filename == "b.jpg"
    assert traces_in(image) == []
    assert (image.width, image.height) == (30, 40)


def test_a_large_picture_that_was_received_on_the_disk_is_stored_whole(editor):
    buffer = io.BytesIO()
    Image.effect_noise((1200, 1200), 100).save(buffer, "PNG")
    assert len(buffer.getvalue()) > 1024 * 1024

    post(editor, reverse("wagtailimages:add"), ("a.png", buffer.getvalue()))

    image = SiteImage.objects.get()
    with image.open_file() as file, Image.open(file) as picture:
        assert picture.size == (1200, 1200)
        assert image.file_size == image.file.size


def test_a_picture_kept_until_its_title_is_mended_is_the_cleaned_one(editor):
    told = post_several(
        editor,
        reverse("wagtailimages:add_multiple"),
        ("a.jpg", samples.photo(exif=samples.place())),
        title="too long " * 40,
    )

    waiting = UploadedFile.objects.get(pk=told["uploaded_file_id"])
    with waiting.file.open() as file:
        assert b"Zq" not in file.read()


DISGUISED = [
    pytest.param("a.pdf", HTML, "web page", id="HTML"),
    pytest.param("a.pdf", b"MZ\x90\x00" + bytes(99), "program", id="program"),
    pytest.param("a.docx", b"\x7fELF" + bytes(99), "program", id="ELF"),
    pytest.param("a.html", HTML, "not taken here", id="by name"),
]


@pytest.mark.parametrize(("name", "content", "words"), DISGUISED)
def test_a_document_that_is_something_else_is_refused_and_the_form_is_kept(editor, name, content, words):
    response = post(editor, reverse("wagtaildocs:add"), (name, content), language="en", kind="guide")

    assert words in response.context["form"].errors["file"][0]
    assert 'value="Kept title"' in response.content.decode()
    assert not SiteDocument.objects.exists()


def test_the_uploader_of_several_documents_tells_the_same(editor):
    told = post_several(editor, reverse("wagtaildocs:add_multiple"), ("a.pdf", HTML))

    assert not told["success"]
    assert "web page" in told["error_message"]


def test_a_document_is_stored_cleaned_with_its_size_and_digest(editor):
    response = post(editor, reverse("wagtaildocs:add"), ("Report 1.pdf", samples.pdf()), language="en", kind="guide")

    assert response.status_code == 302
    document = SiteDocument.objects.get()
    with document.open_file() as file:
        content = file.read()
    assert b"Zqauthor" in samples.pdf()
    assert b"Zqauthor" not in content
    assert document.file_size == len(content)
    assert len(document.file_hash) == 40
    assert document.is_clean


def test_a_document_sent_among_several_is_cleaned_before_its_other_fields_are_asked_for(editor):
    told = post_several(editor, reverse("wagtaildocs:add_multiple"), ("a.docx", samples.word()), title="too long " * 40)
    waiting = told["uploaded_file_id"]
    fields = {"title": "Report", "language": "en", "kind": "guide", "collection": Collection.get_first_root_node().pk}

    told = editor.post(
        reverse("wagtaildocs:create_multiple_from_uploaded_document", args=[waiting]),
        {f"uploaded-document-{waiting}-{name}": value for name, value in {**fields, "tags": ""}.items()},
    ).json()

    assert told["success"]
    with SiteDocument.objects.get().open_file() as file:
        assert b"Zqauthor" not in samples.everything_in(file.read())


def test_an_infected_document_is_refused(editor, settings):
    with scanner(settings):
        response = post(editor, reverse("wagtaildocs:add"), ("a.txt", VIRUS), language="en", kind="guide")

    assert "Zq.Test" in response.context["form"].errors["file"][0]


def test_the_scanner_is_asked_once_for_a_document(editor, settings):
    with scanner(settings) as seen:
        post(editor, reverse("wagtaildocs:add"), ("a.txt", b"text"), language="en", kind="guide")

    assert SiteDocument.objects.get().scan_state == ScanState.CLEAN
    assert seen == [b"text"]


def test_a_document_the_scanner_gave_no_answer_for_waits(editor, settings):
    with scanner(settings, hang=True):
        post(editor, reverse("wagtaildocs:add"), ("a.txt", b"text"), language="en", kind="guide")

    document = SiteDocument.objects.get()
    assert document.scan_state == ScanState.WAITING
    assert not SiteDocument.objects.public().exists()


def test_an_editor_is_told_that_nobody_can_fetch_a_document_yet(editor, settings):
    with scanner(settings, hang=True):
        post(editor, reverse("wagtaildocs:add"), ("a.pdf", samples.pdf()), language="en", kind="guide")
    document = SiteDocument.objects.get()

    assert "nobody can fetch this file" in editor.get(reverse("wagtaildocs:edit", args=[document.pk])).text
    listing = editor.get(reverse("wagtaildocs:index")).text
    assert "being checked" in listing
    assert document.url not in listing


def test_an_editor_is_told_that_a_document_has_tracked_changes(editor):
    told = post_several(editor, reverse("wagtaildocs:add_multiple"), ("a.docx", with_tracked_changes()))

    sentence = "The document has tracked changes in it."
    assert sentence in told["form"]
    assert sentence in editor.get(reverse("wagtaildocs:edit", args=[SiteDocument.objects.get().pk])).text


def with_tracked_changes():
    change = b'<w:p><w:ins w:author="Zoe"><w:r><w:t>x</w:t></w:r></w:ins></w:p><w:sectPr'
    content = samples.word()
    body = samples.unpacked(content)["word/document.xml"].replace(b"<w:sectPr", change)
    return samples.changed(content, {"word/document.xml": body})
