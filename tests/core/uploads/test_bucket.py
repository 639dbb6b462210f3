"""Files in an S3-compatible bucket: a server from PyPI stands in for the real one."""

import contextlib

import boto3
import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage, storages
from django.http import Http404
from moto.server import ThreadedMotoServer
from wagtail.models import Collection

from greencustoms.core.backup.files import all_names
from greencustoms.core.models import PrivateFile, SiteImage
from greencustoms.core.uploads.kinds import IMAGE_KINDS, OFFICE_KINDS
from greencustoms.core.uploads.private import accept
from greencustoms.core.uploads.serving import serve_private_file
from greencustoms.core.uploads.storage import BucketAwayError
from tests.core.uploads.sample_files import pdf, photo, upload

BUCKETS = ("media", "private")


@pytest.fixture(scope="module")
def server():
    server = ThreadedMotoServer("127.0.0.1", 0)
    server.start()
    yield server
    server.stop()


@pytest.fixture
def bucket(server, db, settings, monkeypatch):
    """The site with its files in two new buckets. Returns a client of the server."""
    address = "http://{}:{}".format(*server.get_host_and_port())
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "testing")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "testing")
    client = boto3.client("s3", endpoint_url=address, region_name="us-east-1")
    for name in BUCKETS:
        with contextlib.suppress(client.exceptions.ClientError):
            client.create_bucket(Bucket=name)
    settings.STORAGES = settings.STORAGES | buckets(address)
    monkeypatch.setattr(PrivateFile._meta.get_field("file"), "storage", storages["private"])
    yield client
    for name in BUCKETS:
        for key in keys(client, name):
            client.delete_object(Bucket=name, Key=key)


def buckets(address):
    options = {"endpoint_url": address, "region_name": "us-east-1"}
    place = "greencustoms.core.uploads.bucket."
    return {
        "default": {"BACKEND": f"{place}Bucket", "OPTIONS": {"bucket_name": "media", **options}},
        "private": {"BACKEND": f"{place}PrivateBucket", "OPTIONS": {"bucket_name": "private", **options}},
    }


def keys(client, name):
    return [found["Key"] for found in client.list_objects_v2(Bucket=name).get("Contents", [])]


def sent(answer):
    return b"".join(answer.streaming_content)


def ask_for(kept, rf):
    request = rf.get("/")
    request.user = AnonymousUser()
    return serve_private_file(request, kept.key, may_see=lambda user, file: True)


def test_a_private_file_comes_back_as_it_went_and_has_no_address(bucket, rf):
    kept = accept(upload("report.pdf", pdf()), OFFICE_KINDS)

    answer = ask_for(kept, rf)

    with kept.open() as content:
        assert sent(answer) == content.read() != b""
    assert (keys(bucket, "media"), keys(bucket, "private")) == ([], [kept.file.name])
    with pytest.raises(ValueError, match="no address"):
        kept.file.url  # noqa: B018 - asking is the test


def test_a_private_file_that_is_deleted_leaves_nothing(bucket):
    accept(upload("report.pdf", pdf()), OFFICE_KINDS).delete_with_file()

    assert keys(bucket, "private") == []


def test_a_private_file_whose_bytes_are_gone_is_not_found(bucket, rf):
    kept = accept(upload("report.pdf", pdf()), OFFICE_KINDS)
    bucket.delete_object(Bucket="private", Key=kept.file.name)

    with pytest.raises(Http404):
        ask_for(kept, rf)


def test_a_picture_is_shown_in_its_sizes_under_an_address_of_the_site_that_never_expires(bucket, client):
    image = accept(upload("photo.jpg", photo(width=400)), IMAGE_KINDS).publish_as_image(
        Collection.get_first_root_node()
    )

    rendition = SiteImage.objects.get(pk=image.pk).get_rendition("width-100")

    assert rendition.url.startswith("/media/images/")
    assert "?" not in rendition.url
    answer = client.get(rendition.url)
    assert (answer.status_code, answer["Cache-Control"]) == (200, "public, max-age=31536000, immutable")
    assert sent(answer)[:2] == b"\xff\xd8"


def test_an_original_is_sent_to_nobody(bucket, client):
    image = accept(upload("photo.jpg", photo()), IMAGE_KINDS).publish_as_image(Collection.get_first_root_node())

    assert client.get(f"/media/{image.file.name}").status_code == 404


def test_a_document_is_sent_by_the_site_to_be_saved(bucket, client, home):
    document = accept(upload("report.pdf", pdf()), OFFICE_KINDS).publish_as_document(Collection.get_first_root_node())

    answer = client.get(document.url)

    assert answer["Content-Disposition"].startswith("attachment")
    assert sent(answer).startswith(b"%PDF")


def test_a_backup_finds_every_file(bucket):
    names = {default_storage.save(name, upload("a", b"a")) for name in ("documents/x/a.pdf", "images/b.webp", "c.txt")}

    assert set(all_names(default_storage)) == names


def test_no_file_replaces_another(bucket):
    first, second = (default_storage.save("documents/a.pdf", upload("a", text)) for text in (b"1", b"2"))

    assert first != second
    assert default_storage.open(first).read() == b"1"


@pytest.fixture
def bucket_away(bucket, settings, monkeypatch):
    """Nobody listens where the bucket was."""
    settings.STORAGES = settings.STORAGES | buckets("http://127.0.0.1:1")
    monkeypatch.setattr(PrivateFile._meta.get_field("file"), "storage", storages["private"])


def test_while_the_bucket_is_away_a_picture_is_asked_for_again_later(bucket_away, client):
    answer = client.get("/media/images/a.webp")

    assert (answer.status_code, answer["Retry-After"]) == (503, "30")


def test_while_the_bucket_is_away_an_upload_says_so_and_keeps_nothing(bucket_away):
    with pytest.raises(ValidationError, match="Nothing was stored"):
        accept(upload("report.pdf", pdf()), OFFICE_KINDS)

    assert not PrivateFile.objects.exists()


def test_what_goes_wrong_with_a_bucket_goes_wrong_as_with_a_folder(bucket_away):
    with pytest.raises(BucketAwayError):
        default_storage.exists("a")
