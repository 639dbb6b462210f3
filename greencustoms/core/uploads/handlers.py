"""Receives files while they are sent: no more of them than is ever taken, and no error when the disk is full."""

from contextlib import suppress

from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler

from .kinds import LARGEST

# All files of one form. What a form takes is for the form to say; this keeps a hostile one from filling the disk.
TOGETHER_AT_MOST = 5 * LARGEST


class BoundedUploadHandler(TemporaryFileUploadHandler):
    """Keeps a file on the disk up to the largest size of any kind. The rest of the form is received all the same.

    What was cut short says so in `cut_short`; `judging.judge` turns that into a sentence beside the field.
    """

    together = 0

    def new_file(self, *args, **kwargs):
        self.cut_short, self.file = "", None
        try:
            super().new_file(*args, **kwargs)
        except OSError:
            self.cut_short = "no_room"

    def receive_data_chunk(self, raw_data, start):
        if self.cut_short:
            return
        self.together += len(raw_data)
        if start + len(raw_data) > LARGEST or self.together > TOGETHER_AT_MOST:
            self.give_up("too_large")
            return
        try:
            self.file.write(raw_data)
        except OSError:
            self.give_up("no_room")

    def file_complete(self, file_size):
        if not self.cut_short:
            try:
                self.file.flush()
            except OSError:
                self.give_up("no_room")
        if not self.cut_short:
            return super().file_complete(file_size)
        # Forms call a file of no bytes empty before anybody looks at it: this one says its size and has none.
        lost = SimpleUploadedFile(self.file_name, b"", self.content_type)
        lost.size, lost.cut_short = file_size, self.cut_short
        return lost

    def give_up(self, reason):
        """Free the room at once: what came so far is of no use."""
        self.cut_short = reason
        # Closing writes what was not written yet, which a full disk refuses again.
        with suppress(OSError):
            self.file.close()
