"""What is wrong in the content files, each thing with file and line."""

from typing import NamedTuple


class Place(NamedTuple):
    """A line of a content file."""

    file: str
    line: int = 1

    def __str__(self):
        return f"{self.file}:{self.line}"


class ContentError(Exception):
    """The content files cannot be loaded. Its text names every problem, one in a line."""


class Problems:
    """Collects problems, so that all of them come to light in one run."""

    def __init__(self):
        self.found = set()

    def add(self, place: Place, message: str):
        self.found.add((place, message))

    def any_between(self, first: Place, last_line: int) -> bool:
        return any(place.file == first.file and first.line <= place.line <= last_line for place, _message in self.found)

    def stop_if_any(self):
        if self.found:
            raise ContentError("\n".join(f"{place}: {message}" for place, message in sorted(self.found)))
