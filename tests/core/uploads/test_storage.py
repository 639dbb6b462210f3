"""Full disks, killed processes, and what they leave."""

import errno
import os
import signal
import subprocess
import time
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.urls import reverse
from wagtail.models import Collection

from greencustoms.core.models import PrivateFile, SiteDocument
from greencustoms.core.uploads import judging
from greencustoms.core.uploads.handlers import BoundedUploadHandler
from greencustoms.core.uploads.judging import judge
from greencustoms.core.uploads.kinds import KINDS
from greencustoms.core.uploads.private import accept
from greencustoms.core.uploads.storage import INCOMING, PrivateFolder, WholeFileStorage
from tests.core.uploads.sample_files import pdf, upload


class BreaksHalfWay(ContentFile):
    def chunks(self, chunk_size=None):
        yield b"a" * 1000
        raise OSError(errno.ENOSPC, "No space left on device")


def files_in(folder):
    return [path for path in Path(folder).rglob("*") if path.is_file()]


def test_a_disk_that_is_full_half_way_leaves_no_cut_file(tmp_path):
    with pytest.raises(OSError, match="No space left"):
        WholeFileStorage(tmp_path).save("documents/a.pdf", BreaksHalfWay(b""))

    assert files_in(tmp_path) == []


def test_a_file_that_is_there_already_is_never_overwritten(tmp_path):
    storage = WholeFileStorage(tmp_path)

    names = {storage.save("a.txt", ContentFile(content)) for content in (b"1", b"2")}

    assert {(tmp_path / name).read_bytes() for name in names} == {b"1", b"2"}


def test_where_a_disk_knows_no_second_names_files_are_moved(tmp_path, monkeypatch):
    def no_links(*args):
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_links)
    storage = WholeFileStorage(tmp_path)

    names = [storage.save("a.txt", ContentFile(content)) for content in (b"1", b"2")]

    assert [(tmp_path / name).read_bytes() for name in names] == [b"1", b"2"]
    assert len(files_in(tmp_path)) == 2


@pytest.fixture
def small_folder(tmp_path):
    """A folder on a disk of 64 KB. Files sent are received elsewhere, as they are in life."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64k", "none", folder], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("mounting a small disk needs an administrator")
    yield folder
    subprocess.run(["umount", folder], check=True)


@pytest.fixture
def small_disk(small_folder, monkeypatch):
    monkeypatch.setattr(PrivateFile._meta.get_field("file"), "storage", PrivateFolder(location=small_folder))
    return small_folder


@pytest.fixture
def small_media(small_folder, settings):
    settings.MEDIA_ROOT = small_folder
    return small_folder


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "content"), [("a.txt", b"text " * 40_000), ("a.pdf", None)])
def test_a_full_disk_is_told_in_a_sentence_and_leaves_nothing(small_disk, name, content):
    (small_disk / "others.bin").write_bytes(bytes(65_536 - 8_192))
    noise = os.urandom(60_000)
    content = content or pdf(lambda document: document.pages[0].obj.__setitem__("/Big", document.make_stream(noise)))

    with pytest.raises(ValidationError) as refused:
        accept(upload(name, content), KINDS)

    assert refused.value.code == "no_room"
    assert [path.name for path in files_in(small_disk)] == ["others.bin"]
    assert not PrivateFile.objects.exists()


def test_a_process_killed_while_it_writes_leaves_no_cut_file_under_the_real_name(tmp_path):
    class Kills(ContentFile):
        def chunks(self, chunk_size=None):
            yield b"a" * 1000
            os.kill(os.getpid(), signal.SIGKILL)

    child = os.fork()
    if not child:
        WholeFileStorage(tmp_path).save("documents/a.pdf", Kills(b""))
    os.waitpid(child, 0)

    assert [path.parent.name for path in files_in(tmp_path)] == [INCOMING]


@pytest.mark.django_db
def test_a_full_media_disk_keeps_what_an_editor_typed(admin, small_media):
    response = admin.post(
        reverse("wagtaildocs:add"),
        {"title": "Kept title", "language": "en", "kind": "guide", "tags": "", "collection": root_collection().pk,
         "file": upload("a.txt", b"text " * 40_000)},
    )  # fmt: skip

    assert response.context["form"].errors["file"][0].startswith("The server has no room")
    assert 'value="Kept title"' in response.content.decode()
    assert files_in(small_media) == []
    assert not SiteDocument.objects.exists()


@pytest.fixture
def admin(client, django_user_model):
    client.force_login(django_user_model.objects.create_superuser("editor@example.org", "x"))
    return client


def root_collection():
    return Collection.get_first_root_node()


def receive(pieces):
    handler = BoundedUploadHandler()
    handler.new_file("file", "a.txt", "text/plain", None)
    start = 0
    for piece in pieces:
        handler.receive_data_chunk(piece, start)
        start += len(piece)
    return handler, start


def test_a_file_larger_than_any_kind_is_not_kept_while_it_comes(monkeypatch):
    monkeypatch.setattr("greencustoms.core.uploads.handlers.LARGEST", 1000)
    handler, size = receive([b"a" * 600] * 3)
    assert handler.file.file.closed

    with pytest.raises(ValidationError) as refused:
        judge(handler.file_complete(size), KINDS)

    assert refused.value.code == "too_large"


def test_all_files_of_a_form_together_are_bounded_while_they_come(monkeypatch):
    monkeypatch.setattr("greencustoms.core.uploads.handlers.TOGETHER_AT_MOST", 1000)
    handler, size = receive([b"a" * 600])
    handler.file_complete(size).close()

    handler.new_file("file", "b.txt", "text/plain", None)
    handler.receive_data_chunk(b"a" * 600, 0)

    assert handler.file_complete(600).cut_short == "too_large"


def test_a_disk_that_fills_while_a_file_comes_is_told_in_a_sentence(monkeypatch):
    def full(self, content):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("django.core.files.uploadedfile.TemporaryUploadedFile.write", full, raising=False)
    handler, size = receive([b"a" * 600])

    with pytest.raises(ValidationError) as refused:
        judge(handler.file_complete(size), KINDS)

    assert refused.value.code == "no_room"


def test_a_file_within_bounds_is_received_whole():
    handler, size = receive([b"text ", b"that came"])

    with judge(handler.file_complete(size), KINDS).file as file:
        assert file.read() == b"text that came"


def test_a_file_cleaned_is_gone_when_nobody_stores_it():
    judged = judge(upload("a.txt", b"text"), KINDS)
    path = judged.file.temporary_file_path()

    judged.file.close()

    assert not os.path.exists(path)


def test_a_cleaner_that_breaks_leaves_no_file(monkeypatch):
    made = []

    def breaks(source, target, kind):
        made.append(target)
        raise RuntimeError

    monkeypatch.setitem(judging.CLEANERS, "text", breaks)

    with pytest.raises(RuntimeError):
        judge(upload("a.txt", b"text"), KINDS)

    assert not made[0].exists()


@pytest.fixture
def private_folder(tmp_path, monkeypatch):
    storage = PrivateFolder(location=tmp_path)
    monkeypatch.setattr(PrivateFile._meta.get_field("file"), "storage", storage)
    monkeypatch.setattr("greencustoms.core.uploads.tidying.private_storage", lambda: storage)
    return tmp_path


@pytest.fixture
def media_folder(tmp_path_factory, settings):
    settings.MEDIA_ROOT = tmp_path_factory.mktemp("media")
    return settings.MEDIA_ROOT


def put(folder, name, hours):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"x")
    then = time.time() - hours * 3600
    os.utime(path, (then, then))
    return path


@pytest.mark.django_db
def test_tidying_deletes_what_no_row_knows_after_a_day(private_folder):
    kept = Path(accept(upload("a.txt", b"text"), KINDS).file.path)
    os.utime(kept, (0, 0))
    old, young = put(private_folder, "ab/old", hours=25), put(private_folder, "ab/young", hours=23)
    cut = put(private_folder, f"{INCOMING}/cut", hours=25)

    call_command("tidy_uploads")

    assert [path.exists() for path in (kept, old, young, cut)] == [True, False, True, False]


@pytest.mark.django_db
def test_tidying_deletes_public_copies_that_no_row_knows_after_a_day(private_folder, media_folder):
    kept = accept(upload("a.pdf", pdf()), KINDS).publish_as_document(Collection.get_first_root_node())
    os.utime(kept.file.path, (0, 0))
    old = [put(media_folder, name, hours=25) for name in ("documents/ab/old.pdf", "original_images/old.jpg")]
    young = put(media_folder, "documents/young.pdf", hours=23)

    call_command("tidy_uploads")

    assert Path(kept.file.path).exists()
    assert [path.exists() for path in (*old, young)] == [False, False, True]


@pytest.mark.django_db
def test_tidying_can_be_tried_out(private_folder):
    old = put(private_folder, "ab/old", hours=25)

    call_command("tidy_uploads", "--dry-run")

    assert old.exists()
