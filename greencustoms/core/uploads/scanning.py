"""Asks a virus scanner (clamd of ClamAV) about a file, where one is named in the settings.

The scanner that does not answer, or not in time, means "not yet", never "clean".
"""

import contextlib
import logging
import socket
import struct
import time
from dataclasses import dataclass

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

logger = logging.getLogger(__name__)

CHUNK = 64 * 1024
ANSWER_AT_MOST = 4096


class ScanState(models.TextChoices):
    """What the virus scanner said. Only a clean file is ever sent to anybody."""

    WAITING = "waiting", _("being checked")
    CLEAN = "clean", _("checked")
    INFECTED = "infected", _("refused: the virus scanner found something")
    REFUSED = "refused", _("refused: the virus scanner could not look through it")


@dataclass(frozen=True)
class Verdict:
    """`found` is what the scanner calls the virus, or why it could not look."""

    state: ScanState
    found: str = ""

    def note_on(self, scanned):
        """Write it to the fields of a model derived from ScannedFile, without saving."""
        scanned.scan_state = self.state
        scanned.scan_reason = self.found[:200]
        scanned.scanned_at = timezone.now() if self.state != ScanState.WAITING else None


class ScannerError(Exception):
    """No answer, or none that can be used."""


def is_configured() -> bool:
    return bool(settings.CLAMD_SOCKET or settings.CLAMD_HOST)


def scan(file, seconds: float | None = None) -> Verdict:
    """Return what the scanner says of that open file, within so many seconds. Without a scanner every file is clean."""
    if not is_configured():
        return Verdict(ScanState.CLEAN)
    try:
        answer = ask(file, time.monotonic() + (seconds or settings.CLAMD_SECONDS))
    except (OSError, ScannerError) as error:
        logger.warning("The virus scanner gave no answer: %s", error)
        return Verdict(ScanState.WAITING)
    finally:
        file.seek(0)
    if answer == "stream: OK":
        return Verdict(ScanState.CLEAN)
    if answer.endswith(" FOUND"):
        return Verdict(ScanState.INFECTED, answer.removeprefix("stream: ").removesuffix(" FOUND"))
    if "size limit exceeded" in answer:
        return Verdict(ScanState.REFUSED, answer.removesuffix(" ERROR"))
    logger.warning("The virus scanner gave an answer of no use: %s", answer[:200])
    return Verdict(ScanState.WAITING)


def ask(file, deadline) -> str:
    """Send the file by the INSTREAM command of clamd: pieces with their length before them, an empty one at the end.

    The `clamd` package is not used: it may send a part of a piece only, and waits for a connection without limit.
    """
    with connect(deadline) as connection:
        # A scanner that has heard enough hangs up while we still send; what it said can be read all the same.
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            connection.sendall(b"zINSTREAM\0")
            file.seek(0)
            while piece := file.read(CHUNK):
                connection.settimeout(left(deadline))
                connection.sendall(struct.pack("!L", len(piece)) + piece)
            connection.sendall(struct.pack("!L", 0))
        answer = b""
        while not answer.endswith(b"\0") and len(answer) < ANSWER_AT_MOST:
            connection.settimeout(left(deadline))
            received = connection.recv(ANSWER_AT_MOST)
            if not received:
                break
            answer += received
    if not answer.endswith(b"\0"):
        raise ScannerError("it hung up before its answer was whole")
    return answer.rstrip(b"\0\n").decode("utf-8", "replace")


def connect(deadline):
    if settings.CLAMD_SOCKET:
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            connection.settimeout(left(deadline))
            connection.connect(settings.CLAMD_SOCKET)
        except OSError:
            connection.close()
            raise
        return connection
    return socket.create_connection((settings.CLAMD_HOST, settings.CLAMD_PORT), timeout=left(deadline))


def left(deadline):
    seconds = deadline - time.monotonic()
    if seconds <= 0:
        raise ScannerError("it took too long")
    return seconds
