"""The folder of content files, and what is gathered while it is read."""

import hashlib
from pathlib import Path

from django.conf import settings

from .entry import Entry
from .placed_yaml import PlacedDict, PlacedList, read_yaml
from .problems import Place, Problems


class ContentFolder:
    """Hands out the entries of its files. Keeps the problems found and the pages referred to."""

    def __init__(self, path: Path):
        self.path = path
        self.problems = Problems()
        self.entries_read = []
        self.references = []
        self.taken = {}

    def digest(self) -> str:
        """A fingerprint of all files: while it stays the same there is nothing new to load."""
        digest = hashlib.sha256()
        for file in sorted(self.path.rglob("*.yaml")):
            content = file.read_bytes()
            digest.update(f"{file.relative_to(self.path)} {len(content)}\n".encode())
            digest.update(content)
        return digest.hexdigest()

    def name(self, file: Path) -> str:
        """How messages call that file: from the top of the checkout, if it lies there."""
        try:
            return str(file.resolve().relative_to(settings.BASE_DIR))
        except ValueError:
            return str(file)

    # What the readers of each app ask for

    def entry(self, name: str) -> Entry | None:
        """The one entry that is that file; None if there is no such file."""
        file = self.path / name
        if not file.exists():
            return None
        values = read_yaml(file, self.name(file), self.problems)
        if isinstance(values, PlacedDict):
            return Entry(values, self)
        if values is not None:
            self.problems.add(Place(self.name(file)), "this file must be one mapping of keys to values")
        return None

    def entries_of_each(self, folder: str) -> list[Entry]:
        """The entries of that folder, one a file, in the order of their names."""
        entries = []
        for file in sorted((self.path / folder).glob("*")):
            if file.suffix == ".yaml":
                entries.append(self.entry(f"{folder}/{file.name}"))
            else:
                self.problems.add(Place(self.name(file)), "only files that end in .yaml belong here")
        return [entry for entry in entries if entry]

    def entries(self, name: str) -> list[Entry]:
        """The entries that are listed in that file; none if there is no such file."""
        file = self.path / name
        if not file.exists():
            return []
        listed = read_yaml(file, self.name(file), self.problems)
        if not isinstance(listed, PlacedList):
            if listed is not None:
                self.problems.add(
                    Place(self.name(file)), "this file must be a list of entries, each beginning with “- ”"
                )
            return []
        for place, values in zip(listed.places, listed, strict=True):
            if not isinstance(values, PlacedDict):
                self.problems.add(place, "each entry must be a mapping of keys to values")
        return [Entry(values, self) for values in listed if isinstance(values, PlacedDict)]

    def nothing_at(self, place: Place) -> Entry:
        """An entry without values, of which nothing is noted."""
        return Entry(PlacedDict(place), ContentFolder(self.path))

    # What is gathered on the way

    def refer(self, place: Place, address: str, message: str):
        """Remember a reference to a page. The message is noted if no entry makes a page at that address."""
        self.references.append((place, address, message))

    def take(self, what: str, value, place: Place):
        """Note a problem if that value, which may stand only once, was taken before."""
        first = self.taken.setdefault((what, value), place)
        if first is not place:
            self.problems.add(place, f"the {what} “{value}” is taken already, at {first}")

    def finish(self, addresses):
        """When all is read: note the unknown keys and the references to no page."""
        for entry in self.entries_read:
            entry.note_unknown_keys()
        for place, address, message in self.references:
            if address not in addresses:
                self.problems.add(place, message)
