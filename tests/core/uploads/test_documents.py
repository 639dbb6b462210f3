"""How public documents are sent."""

from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from wagtail.models import Collection, CollectionViewRestriction

from greencustoms.core.models import SiteDocument
from greencustoms.core.uploads.scanning import ScanState
from tests.core.uploads import sample_files as samples

pytestmark = pytest.mark.django_db


@pytest.fixture
def collection():
    return Collection.get_first_root_node().add_child(name="Reports")


@pytest.fixture
def document(collection):
    document = SiteDocument(title="Report", collection=collection)
    document.file.save("report.pdf", ContentFile(samples.pdf()), save=False)
    document._set_document_file_metadata()
    document.save()
    return document


def make_private(collection):
    CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")


def test_a_document_is_sent_as_something_to_save_that_can_run_nothing(client, document):
    response = client.get(document.url)

    assert response.status_code == 200
    assert response["Content-Disposition"] == 'attachment; filename="report.pdf"'
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "no-cache"


def test_a_document_is_sent_with_its_length_and_without_a_packing(client, document):
    response = client.get(document.url, headers={"accept-encoding": "gzip"})

    assert "Content-Encoding" not in response
    assert int(response["Content-Length"]) == len(b"".join(response.streaming_content))


def test_a_document_that_did_not_change_is_not_sent_again(client, document):
    tag = client.get(document.url)["ETag"]

    assert tag == f'"{document.file_hash}"'
    assert client.get(document.url, headers={"if-none-match": tag}).status_code == 304


def test_a_document_made_by_a_program_has_no_empty_tag(client, document):
    SiteDocument.objects.update(file_hash="")

    assert "ETag" not in client.get(document.url)


@pytest.mark.parametrize("header", ["if-none-match", "if-modified-since"])
def test_who_may_not_have_a_document_learns_nothing_by_asking_whether_it_changed(client, document, header):
    known = client.get(document.url)
    value = known["ETag"] if header == "if-none-match" else known["Last-Modified"]
    make_private(document.collection)

    response = client.get(document.url, headers={header: value})

    assert response.status_code == 302
    assert "ETag" not in response
    assert response["Cache-Control"] == "private, no-store"


def test_a_document_in_a_collection_inside_a_private_one_is_private(client, document, collection):
    document.collection = collection.add_child(name="Inner")
    document.save()
    make_private(collection)

    assert client.get(document.url).status_code == 302


@pytest.mark.parametrize("state", [ScanState.WAITING, ScanState.INFECTED, ScanState.REFUSED])
def test_a_document_that_is_not_clean_is_sent_to_nobody(client, document, state):
    SiteDocument.objects.update(scan_state=state)

    assert client.get(document.url).status_code == 404


def test_other_digits_in_the_address_are_no_way_round_the_check(client, document):
    SiteDocument.objects.update(scan_state=ScanState.WAITING)
    arabic = str(document.pk).translate({48 + digit: 0x0660 + digit for digit in range(10)})

    assert client.get(f"/documents/{arabic}/report.pdf").status_code == 404


def test_a_document_whose_file_is_gone_is_not_found(client, document):
    Path(document.file.path).unlink()

    assert client.get(document.url).status_code == 404


@pytest.mark.parametrize("address", ["99999999999999999999999999/a.pdf", "0/a.pdf", "{pk}/other.pdf", "{pk}/"])
def test_a_wrong_address_of_a_document_is_not_found(client, document, address):
    assert client.get("/documents/" + address.format(pk=document.pk)).status_code == 404


def test_documents_are_only_read(client, document):
    assert client.post(document.url).status_code == 405


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("a.csv", "text/csv; charset=utf-8"),
        ("a.html", "application/octet-stream"),
        ("a", "application/octet-stream"),
    ],
)
def test_the_type_of_a_document_comes_from_our_own_list(name, kind):
    assert SiteDocument(file=f"documents/{name}").content_type == kind
