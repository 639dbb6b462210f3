"""PO files go out to translators and come back: nothing changes on the way, and nothing broken comes in."""

import io
import zipfile

import polib
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail_localize.models import StringTranslation

from greencustoms.core.models import TranslationUpload
from greencustoms.core.translations.po_files import exported
from greencustoms.core.translations.po_import import plan_import, run_import, what_is_wrong
from greencustoms.core.translations.rights import Rights
from greencustoms.core.translations.rows import all_rows


@pytest.fixture
def rights(boss):
    return Rights(boss)


@pytest.fixture
def archive(rights, french_about, french):
    return exported(all_rows(rights), french)[0]


@pytest.fixture
def catalogue(archive):
    """The file of the page about us, to be changed."""
    with zipfile.ZipFile(io.BytesIO(archive)) as folder:
        name = next(name for name in folder.namelist() if "about" in name)
        return polib.pofile(folder.read(name).decode())


def planned(catalogue, french, rights):
    data = catalogue if isinstance(catalogue, bytes) else str(catalogue).encode()
    return plan_import(data, "about.po", french, rights)


def messages(plan):
    return [problem.message for problem in plan.problems]


def entry(catalogue, text):
    return next(one for one in catalogue if one.msgid == text)


def test_a_round_trip_changes_nothing(archive, french, rights):
    plan = plan_import(archive, "all.zip", french, rights)

    assert plan.problems == []
    assert plan.all_changes == []
    assert plan.unchanged > 0


def test_texts_go_out_with_their_places(catalogue):
    assert (entry(catalogue, "What we do.").msgctxt, entry(catalogue, "What we do.").msgstr) == (
        "intro",
        "Ce que nous faisons.",
    )


def test_a_changed_text_is_published(catalogue, french_about, french, rights, boss, django_capture_on_commit_callbacks):
    entry(catalogue, "What we do.").msgstr = "Notre travail."
    plan = planned(catalogue, french, rights)
    assert [(change.old, change.new) for change in plan.all_changes] == [("Ce que nous faisons.", "Notre travail.")]

    with django_capture_on_commit_callbacks(execute=True):
        run_import(plan, boss, publish=True)

    assert french_about.get_target_instance().intro == "Notre travail."


def test_a_draft_is_not_shown_to_readers(catalogue, french_about, french, rights, boss):
    entry(catalogue, "What we do.").msgstr = "Notre travail."

    run_import(planned(catalogue, french, rights), boss, publish=False)

    page = french_about.get_target_instance()
    assert page.intro == "Ce que nous faisons."
    assert page.get_latest_revision_as_object().intro == "Notre travail."


def test_what_came_back_counts_as_the_work_of_a_person(catalogue, french, rights, boss):
    entry(catalogue, "What we do.").msgstr = "Notre travail."

    run_import(planned(catalogue, french, rights), boss, publish=False)

    made = StringTranslation.objects.get(data="Notre travail.")
    assert (made.translation_type, made.last_translated_by) == ("manual", boss)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "This is not a PO file."),
        (b"/etc/passwd", "This is not a PO file."),
        (b'msgid "a"\nnonsense\n', "The PO file is broken at line 2."),
        ('msgid "a"\nmsgstr "é"\n'.encode("latin-1"), "It is not in UTF-8 (from byte 18 on). Save it as UTF-8."),
        (
            b'msgid ""\nmsgstr "Content-Type: text/plain; charset=windows-1252\\n"\n',
            "Its encoding is said to be windows-1252. Save it as UTF-8.",
        ),
    ],
)
def test_what_is_no_po_file_in_utf8_is_named(db, french, rights, content, message):
    assert messages(planned(content, french, rights)) == [message]


def test_a_file_that_was_not_exported_here_is_named(french_about, french, rights):
    (message,) = messages(planned(b'msgid "a"\nmsgstr "b"\n', french, rights))

    assert message.startswith("Its head does not say what it translates")


def test_another_language_is_named(catalogue, french, rights):
    catalogue.metadata["Language"] = "es"

    assert messages(planned(catalogue, french, rights)) == ["It is for another language (es)."]


def test_a_text_that_the_original_has_not_is_named(catalogue, french, rights):
    entry(catalogue, "What we do.").msgid = "What we did."

    (problem,) = planned(catalogue, french, rights).problems
    assert (problem.file, problem.text) == ("about.po", "What we did.")


def test_a_text_marked_as_unsure_is_left_out(catalogue, french, rights):
    entry(catalogue, "What we do.").msgstr = "Peut-être."
    entry(catalogue, "What we do.").flags.append("fuzzy")

    plan = planned(catalogue, french, rights)
    assert (plan.unsure, plan.all_changes) == (1, [])


@pytest.mark.parametrize(
    ("original", "translated"),
    [
        ("Call <b>now</b>.", "Appelez <b>maintenant."),
        ("Call <b>now</b>.", "Appelez maintenant."),
        ("Call now.", "<script>alert(1)</script>"),
        ('See <a id="a1">this</a>.', 'Voyez <a id="a2">ceci</a>.'),
        ('See <a id="a1">this</a>.', "Voyez ceci."),
        ("In %(year)s.", "En %(an)s."),
        ("Call now.", "Appelez\x07."),
    ],
)
def test_broken_tags_links_and_placeholders_are_named(original, translated):
    assert what_is_wrong(original, translated)


@pytest.mark.parametrize(
    ("original", "translated"),
    [
        ("Call <b>now</b>.", "Appelez <b>maintenant</b>."),
        ('See <a id="a1">this</a>, <i>now</i>.', '<i>Maintenant</i>, voyez <a id="a1">ceci</a>.'),
        ("5 % of it &amp; more", "5 % de cela &amp; plus"),
        ("One<br/>two", "Un<br/>deux"),
    ],
)
def test_a_faithful_translation_is_not_complained_of(original, translated):
    assert what_is_wrong(original, translated) == ""


def test_an_archive_that_is_a_bomb_is_refused(db, french, rights):
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as folder:
        folder.writestr("a.po", b"0" * 40_000_000)

    (message,) = messages(plan_import(bomb.getvalue(), "a.zip", french, rights))
    assert message.startswith("Unpacked, this file would be far larger")


def test_one_problem_keeps_all_of_it_out(client, boss, catalogue, french):
    client.force_login(boss)
    entry(catalogue, "What we do.").msgstr = "Notre travail."
    entry(catalogue, "About").msgstr = "<b>À propos"
    file = SimpleUploadedFile("about.po", str(catalogue).encode())

    preview = client.post(reverse("translations:files"), {"language": "fr", "file": file}, follow=True)
    assert "Its tags are not those of the original." in preview.content.decode()
    client.post(preview.request["PATH_INFO"], {"publish": ""})

    assert not StringTranslation.objects.filter(data="Notre travail.").exists()


def test_upload_preview_and_import(client, boss, catalogue, french):
    client.force_login(boss)
    entry(catalogue, "What we do.").msgstr = "Notre travail."
    file = SimpleUploadedFile("about.po", str(catalogue).encode())

    preview = client.post(reverse("translations:files"), {"language": "fr", "file": file}, follow=True)
    assert "Notre travail." in preview.content.decode()
    assert not StringTranslation.objects.filter(data="Notre travail.").exists()
    client.post(preview.request["PATH_INFO"], {"draft": ""})

    assert StringTranslation.objects.filter(data="Notre travail.").exists()
    assert not TranslationUpload.objects.exists()


def test_a_section_is_downloaded_as_one_archive(client, boss, french_about, about):
    client.force_login(boss)

    response = client.get(reverse("translations:files"), {"language": "fr", "part": f"section:{about.path}"})

    assert response["Content-Type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(response.content)) as folder:
        assert folder.namelist() == [f"informationpage/about-{about.pk}.po"]


def test_nobody_sees_the_upload_of_someone_else(client, boss, french, django_user_model):
    other = django_user_model.objects.create_superuser("other@example.org", "a long password")
    upload = TranslationUpload.objects.create(file_name="a.po", data=b"x", locale=french, uploaded_by=other)
    client.force_login(boss)

    assert client.get(reverse("translations:upload", args=[upload.pk])).status_code == 404
