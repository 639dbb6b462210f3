"""Private files: what is kept, who gets it, and how it becomes public."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import Http404
from wagtail.models import Collection

from greencustoms.core.models import PrivateFile, SiteDocument, SiteImage
from greencustoms.core.uploads.kinds import IMAGE_KINDS, OFFICE_KINDS
from greencustoms.core.uploads.private import accept
from greencustoms.core.uploads.scanning import ScanState
from greencustoms.core.uploads.serving import serve_private_file
from tests.core.uploads.sample_files import pdf, photo, upload

pytestmark = pytest.mark.django_db


def everybody(user, private_file):
    return True


def nobody(user, private_file):
    return False


@pytest.fixture
def kept():
    return accept(upload("Rapport final.pdf", pdf()), OFFICE_KINDS)


@pytest.fixture
def get(rf):
    def respond(private_file, may_see=everybody, **headers):
        request = rf.get("/", **headers)
        request.user = None
        return serve_private_file(request, private_file.key, may_see)

    return respond


def test_a_file_is_kept_outside_of_what_is_served_under_a_name_nobody_can_guess(kept):
    path = Path(kept.file.path)

    assert path.is_relative_to(settings.PRIVATE_ROOT)
    assert not path.is_relative_to(settings.MEDIA_ROOT)
    assert path.name == kept.key
    assert len(kept.key) == 40


def test_a_private_file_has_no_address(kept):
    with pytest.raises(ValueError, match="no address"):
        _ = kept.file.url


def test_a_file_is_readable_by_the_site_only(kept):
    assert Path(kept.file.path).stat().st_mode & 0o777 == 0o600


def test_nothing_is_left_where_files_are_made(kept):
    assert list((Path(settings.PRIVATE_ROOT) / ".incoming").iterdir()) == []


def test_what_is_not_allowed_is_refused_and_nothing_is_kept():
    with pytest.raises(ValidationError):
        accept(upload("a.pdf", pdf()), IMAGE_KINDS)

    assert not PrivateFile.objects.exists()


def test_a_file_is_sent_as_something_to_save_that_can_run_nothing(kept, get):
    response = get(kept)

    assert response["Content-Disposition"] == 'attachment; filename="Rapport final.pdf"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["Cache-Control"] == "private, no-store"
    assert int(response["Content-Length"]) == len(b"".join(response.streaming_content)) == kept.size


def test_a_name_in_another_script_is_sent_by_the_standard(get):
    response = get(accept(upload("отчёт.pdf", pdf()), OFFICE_KINDS))

    assert response["Content-Disposition"] == "attachment; filename*=utf-8''%D0%BE%D1%82%D1%87%D1%91%D1%82.pdf"


def test_who_may_not_see_a_file_is_told_that_it_does_not_exist(kept, get):
    with pytest.raises(Http404):
        get(kept, nobody)


@pytest.mark.parametrize("state", [ScanState.WAITING, ScanState.INFECTED, ScanState.REFUSED])
def test_a_file_that_is_not_clean_is_sent_to_nobody(kept, get, state):
    PrivateFile.objects.update(scan_state=state)

    with pytest.raises(Http404):
        get(kept)


def test_a_file_whose_bytes_are_gone_is_not_found(kept, get):
    Path(kept.file.path).unlink()

    with pytest.raises(Http404):
        get(kept)


def test_a_file_that_is_not_clean_cannot_be_opened(kept):
    kept.scan_state = ScanState.WAITING

    with pytest.raises(ValidationError):
        kept.open()


def test_published_as_document_it_is_a_copy_in_that_collection(kept):
    collection = Collection.get_first_root_node().add_child(name="Reports")

    document = kept.publish_as_document(collection, title="Report", kind=SiteDocument.Kind.REPORT)

    assert document.collection == collection
    assert document.kind == "report"
    with document.open_file() as copied:
        assert copied.read() == kept.open().read()
    assert document.file_size == kept.size
    assert document.filename == "Rapport_final.pdf"


def test_published_as_image_it_has_its_size_and_text_alternative():
    kept = accept(upload("a.jpg", photo(width=120, height=80)), IMAGE_KINDS)

    image = kept.publish_as_image(Collection.get_first_root_node(), title="A", description="Officers at a table")

    assert SiteImage.objects.get(pk=image.pk).description == "Officers at a table"
    assert (image.width, image.height) == (120, 80)
    assert image.file_size == kept.size
    assert image.file_hash


@pytest.mark.parametrize(("content", "kinds", "how"), [(pdf, OFFICE_KINDS, "document"), (photo, IMAGE_KINDS, "image")])
def test_nobody_guesses_the_name_of_a_published_copy(content, kinds, how):
    kept = accept(upload("agenda.pdf" if how == "document" else "agenda.jpg", content()), kinds)
    publish = getattr(kept, f"publish_as_{how}")

    names = {publish(Collection.get_first_root_node()).file.name for _copy in range(2)}

    assert all(re.search(r"/[0-9a-f]{16}[/-]agenda\.", name) for name in names)
    assert len(names) == 2


def test_a_document_is_not_published_as_image(kept):
    with pytest.raises(ValidationError):
        kept.publish_as_image(Collection.get_first_root_node())


def test_deleting_a_file_deletes_its_bytes(kept):
    path = Path(kept.file.path)

    kept.delete_with_file()

    assert not path.exists()
