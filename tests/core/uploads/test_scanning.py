"""The virus scanner: asked before anybody can fetch a file, and never believed to be silent because all is well."""

import io
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command

from greencustoms.core.models import PrivateFile
from greencustoms.core.uploads.kinds import KINDS
from greencustoms.core.uploads.private import accept
from greencustoms.core.uploads.scanning import ScanState, scan
from tests.core.uploads.fake_scanner import VIRUS, scanner
from tests.core.uploads.sample_files import upload

CLEAN, INFECTED = b"a plain text", b"a text with " + VIRUS


@pytest.fixture
def real_scanner(tmp_path, settings):
    """ClamAV itself, with one signature of our own: Debian brings none, and others would have to be fetched."""
    if not shutil.which("clamd"):
        pytest.skip("clamd is not installed (Debian: clamav-daemon)")
    folder = Path(tempfile.mkdtemp(prefix="clamd-"))
    (folder / "own.ndb").write_text(f"Zq.Test:0:*:{VIRUS.hex()}\n")
    configuration = folder / "clamd.conf"
    socket = folder / "socket"
    configuration.write_text(f"LocalSocket {socket}\nDatabaseDirectory {folder}\nForeground yes\nUser root\n")
    process = subprocess.Popen(["clamd", f"--config-file={configuration}"], stdout=subprocess.DEVNULL)
    settings.CLAMD_SOCKET = str(socket)
    deadline = time.monotonic() + 20
    while not socket.exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    yield process
    process.terminate()
    process.wait()
    shutil.rmtree(folder)


def test_clamav_itself_finds_what_it_knows_and_lets_the_rest_pass(real_scanner):
    assert scan(io.BytesIO(INFECTED)).found == "Zq.Test.UNOFFICIAL"
    assert scan(io.BytesIO(CLEAN * 100_000)).state == ScanState.CLEAN


def test_clamav_held_up_means_not_yet(real_scanner):
    real_scanner.send_signal(signal.SIGSTOP)
    try:
        assert scan(io.BytesIO(CLEAN), seconds=0.5).state == ScanState.WAITING
    finally:
        real_scanner.send_signal(signal.SIGCONT)


@pytest.fixture
def waiting(db, settings):
    """A file that came while the scanner was dead."""
    with scanner(settings, hang=True):
        return accept(upload("a.txt", INFECTED), KINDS)


@pytest.mark.parametrize(
    ("content", "state"),
    [pytest.param(CLEAN, ScanState.CLEAN, id="clean"), pytest.param(INFECTED, ScanState.INFECTED, id="infected")],
)
def test_the_scanner_is_sent_the_whole_file_and_believed(settings, content, state):
    with scanner(settings) as seen:
        verdict = scan(io.BytesIO(content * 20_000))

    assert seen == [content * 20_000]
    assert verdict.state == state


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        pytest.param(b"INSTREAM size limit exceeded. ERROR", ScanState.REFUSED, id="too large for it"),
        pytest.param(b"Can't allocate memory ERROR", ScanState.WAITING, id="it is ill"),
        pytest.param(b"hello", ScanState.WAITING, id="it is something else"),
        pytest.param(b"", ScanState.WAITING, id="empty"),
    ],
)
def test_an_answer_that_is_not_ok_is_never_taken_for_clean(settings, answer, state):
    with scanner(settings, answer=answer or b"\0"):
        assert scan(io.BytesIO(CLEAN)).state == state


def test_a_scanner_that_does_not_answer_in_time_means_not_yet(settings):
    with scanner(settings, hang=True):
        assert scan(io.BytesIO(CLEAN)).state == ScanState.WAITING


@pytest.mark.parametrize("where", [{"CLAMD_HOST": "127.0.0.1", "CLAMD_PORT": 9}, {"CLAMD_SOCKET": "/nowhere/clamd"}])
def test_a_scanner_that_is_not_there_means_not_yet(settings, where):
    for name, value in where.items():
        setattr(settings, name, value)

    assert scan(io.BytesIO(CLEAN)).state == ScanState.WAITING


def test_without_a_scanner_a_judged_file_is_clean():
    assert scan(io.BytesIO(CLEAN)).state == ScanState.CLEAN


@pytest.mark.django_db
def test_an_infected_file_is_refused_with_what_was_found_and_not_kept(settings):
    with scanner(settings), pytest.raises(ValidationError) as refused:
        accept(upload("a.txt", INFECTED), KINDS)

    assert "Zq.Test" in refused.value.messages[0]
    assert not PrivateFile.objects.exists()


def test_a_file_that_could_not_be_scanned_is_kept_as_being_checked(waiting):
    assert waiting.scan_state == ScanState.WAITING
    assert waiting.get_scan_state_display() == "being checked"
    assert Path(waiting.file.path).exists()


def test_the_command_deletes_the_bytes_of_what_is_infected_and_keeps_the_reason(waiting, settings):
    with scanner(settings):
        call_command("scan_uploads", stdout=io.StringIO())

    waiting.refresh_from_db()
    assert waiting.scan_state == ScanState.INFECTED
    assert waiting.scan_reason == "Zq.Test"
    assert not Path(waiting.file.path).exists()


@pytest.mark.django_db
def test_the_command_frees_what_is_clean(settings):
    with scanner(settings, hang=True):
        kept = accept(upload("a.txt", CLEAN), KINDS)

    with scanner(settings):
        call_command("scan_uploads", stdout=io.StringIO())

    kept.refresh_from_db()
    assert kept.is_clean
    assert kept.scanned_at


def test_the_command_fails_aloud_while_the_scanner_does_not_answer(waiting, settings):
    with scanner(settings, hang=True), pytest.raises(CommandError, match="does not answer"):
        call_command("scan_uploads", "--seconds=0.2", stdout=io.StringIO())

    waiting.refresh_from_db()
    assert waiting.scan_state == ScanState.WAITING
