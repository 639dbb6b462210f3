"""What phones are told of the packs: only what everybody may see in this very moment, however old a pack is."""

import gzip
import hashlib
import json
from dataclasses import dataclass
from functools import cached_property, lru_cache

import brotli
from django.utils import timezone

from greencustoms.core.dates import tell_day

from ..models import OfflineFile
from .building import as_json, stamp_now
from .packs import Pack, packs_for


class Content:
    """The files of a pack by their addresses, without the pages that were withdrawn since it was made."""

    def __init__(self, files: dict):
        self.files = files

    @cached_property
    def version(self) -> str:
        told = sorted((address, file["hash"]) for address, file in self.files.items())
        return hashlib.sha256(repr(told).encode()).hexdigest()[:16]

    @cached_property
    def written(self) -> bytes:
        return as_json({"files": self.files})

    @cached_property
    def brotli(self) -> bytes:
        return brotli.compress(self.written, quality=6)

    @cached_property
    def gzip(self) -> bytes:
        return gzip.compress(self.written, 6, mtime=0)

    def packed(self, encoding: str) -> bytes:
        return self.brotli if encoding == "br" else self.gzip

    def size(self, encoding: str) -> int:
        """In bytes, as it travels, with the index that comes apart."""
        return len(self.packed(encoding)) + sum(file["size"] for file in self.files.values() if "from" in file)

    @cached_property
    def hashes(self) -> dict:
        return {address: [file["hash"], file["size"]] for address, file in self.files.items()}

    @cached_property
    def pages(self) -> int:
        return sum(not is_own(address) for address in self.files)


def is_own(address):
    """Whether a file belongs to the copies themselves: frame, scripts, index, the page on what is kept."""
    return address.startswith("/static/") or address.split("/")[2] == "offline"


@lru_cache(maxsize=24)
def content_of(pk, _made_at, addresses) -> Content:
    """Remembered by which file it is, when that was made, and what may be seen of it."""
    held = json.loads(brotli.decompress(OfflineFile.objects.values_list("body", flat=True).get(pk=pk)))
    published = set(addresses)
    return Content({address: file for address, file in held.items() if is_own(address) or address in published})


@dataclass(frozen=True)
class Offer:
    """One pack as it may be taken now."""

    file: OfflineFile
    pack: Pack
    is_current: bool

    @property
    def content(self) -> Content:
        return content_of(self.file.pk, self.file.made_at, self.pack.addresses)

    @property
    def day(self):
        """The day up to which it is what the site says: today, unless content changed since it was made."""
        return timezone.localdate() if self.is_current else timezone.localtime(self.file.made_at).date()

    @property
    def told(self) -> dict:
        """What a phone keeps beside the pack, in the active language."""
        return {
            "language": self.file.language,
            "name": self.file.name,
            "title": self.file.title,
            "start": self.pack.addresses[0],
            "version": self.content.version,
            "date": self.day.isoformat(),
            "dateText": tell_day(self.day),
        }


def offers(language: str) -> list[Offer]:
    """The packs of a language that are ready, in the order of the page."""
    packs, now = packs_for(language), stamp_now()
    ready = {file.name: file for file in OfflineFile.objects.filter(language=language).defer("body")}
    return [Offer(ready[name], pack, ready[name].stamp == now) for name, pack in packs.items() if name in ready]
