"""A page that is kept: what may be kept at all, and the same page compressed in each way browsers understand."""

import gzip
import hashlib
import json
import time
import zlib
from dataclasses import dataclass, field
from functools import lru_cache

import brotli
from django.utils import timezone

from .asked import PAGES

LARGEST = 2 * 1024 * 1024
LONGEST_LIFE = 3600
"""Seconds a page is shown without being rendered again, even if nothing changed; never past midnight."""

SUFFIX = {"br": "-br", "gzip": "-gz", "": ""}
FOR_READERS = "public, max-age=0, must-revalidate"
# Servers in front ask each time whether the page is still the same, and may show it for a day while we are away.
FOR_THE_EDGE = "max-age=0, stale-if-error=86400"
MAY_VARY_BY = frozenset({"accept-encoding", "accept-language", "cookie", "save-data"})
NOT_KEPT = ("private", "no-store", "no-cache")
# What is told anew with each answer.
OWN_HEADERS = frozenset(
    {
        "age",
        "cache-control",
        "connection",
        "content-encoding",
        "content-length",
        "date",
        "etag",
        "last-modified",
        "transfer-encoding",
        "vary",
        "x-request-id",
    }
)


@dataclass(slots=True)
class Copy:
    """One page as it was at one moment. `stamp` is the state of the content it was made from, or an older one."""

    status: str
    headers: list
    digest: str
    gzip: bytes
    br: bytes
    stamp: tuple | None = None
    made: float = 0.0
    until: float = 0.0
    ready: dict = field(default_factory=dict)

    @property
    def size(self):
        return len(self.gzip) + len(self.br) + 1500

    def body(self, encoding):
        if encoding == "br":
            return self.br
        return self.gzip if encoding == "gzip" else gzip.decompress(self.gzip)

    def etag(self, encoding):
        return f'"{self.digest}{SUFFIX[encoding]}"'

    def is_fresh(self, stamp, now):
        return stamp is not None and self.stamp == stamp and now < self.until


def may_be_kept(status, headers, content_types=PAGES):
    """Only whole answers of those types that are the same for everybody, and the redirect of the root."""
    if not status.startswith(("200", "302")):
        return False
    is_of_type = is_redirect = False
    for name, value in headers:
        name, value = name.lower(), value.lower()
        if name == "set-cookie":
            return False
        if name == "cache-control" and any(word in value for word in NOT_KEPT):
            return False
        if name == "vary" and any(word.strip() not in MAY_VARY_BY for word in value.split(",")):
            return False
        if name == "content-disposition" or (name == "content-encoding" and value):
            return False
        if name == "content-type":
            is_of_type = value.startswith(content_types)
        if name == "location":
            is_redirect = True
    return is_redirect if status.startswith("302") else is_of_type


def make_copy(status, headers, body, stamp):
    """Keep that answer. Compressed once, at a strength that costs a millisecond."""
    digest = hashlib.blake2b(status.encode() + b"\n" + body, digest_size=12).hexdigest()
    now = time.time()
    return Copy(
        status=status,
        headers=[(name, value) for name, value in headers if name.lower() not in OWN_HEADERS],
        digest=digest,
        gzip=gzip.compress(body, 6, mtime=0),
        br=brotli.compress(body, quality=6),
        stamp=stamp,
        made=now,
        until=min(now + LONGEST_LIFE, next_midnight()),
    )


def next_midnight():
    """When the day changes for visitors: workshops are then over, and others begin."""
    now = timezone.localtime()
    return (now + timezone.timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0).timestamp()


@lru_cache(maxsize=512)
def best_encoding(accepted):
    """The best of our encodings that the browser takes: brotli, gzip, or none."""
    qualities = {}
    for part in accepted.lower().split(","):
        name, _semicolon, parameters = part.strip().partition(";")
        quality = 1.0
        if parameters.strip().startswith("q="):
            try:
                quality = float(parameters.strip()[2:])
            except ValueError:
                quality = 0.0
        qualities[name.strip()] = quality
    for encoding in ("br", "gzip"):
        if qualities.get(encoding, qualities.get("*", 0.0)) > 0:
            return encoding
    return ""


def to_bytes(copy, key):
    """The copy as it lies on disk: a line of JSON, then the two bodies. It is data only and never executed."""
    head = {
        "key": key,
        "status": copy.status,
        "headers": copy.headers,
        "digest": copy.digest,
        "stamp": copy.stamp,
        "made": copy.made,
        "until": copy.until,
        "gzip": len(copy.gzip),
        "br": len(copy.br),
        "check": zlib.crc32(copy.br, zlib.crc32(copy.gzip)),
    }
    return json.dumps(head).encode() + b"\n" + copy.gzip + copy.br


def from_bytes(data, key):
    """Read a copy back. Raises ValueError or KeyError for a file that was cut, damaged or made for another key."""
    line, _newline, rest = data.partition(b"\n")
    head = json.loads(line)
    split = head["gzip"]
    packed, br = rest[:split], rest[split:]
    if len(br) != head["br"] or zlib.crc32(br, zlib.crc32(packed)) != head["check"] or head["key"] != list(key):
        raise ValueError("damaged")
    return Copy(
        status=head["status"],
        headers=[tuple(pair) for pair in head["headers"]],
        digest=head["digest"],
        gzip=packed,
        br=br,
        stamp=tuple(head["stamp"]) if head["stamp"] else None,
        made=head["made"],
        until=head["until"],
    )
