"""How often something may be tried. The counts are in the database, so they hold for all processes and machines.

The window slides by minutes: what is allowed in 15 minutes is allowed in any 15 minutes. A try that is refused is not
counted, so that whoever keeps trying shuts nobody out for longer than the window.
"""

import ipaddress
import random
import time
from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F, Sum
from django.utils.crypto import salted_hmac

from .models import RateCount

KEPT_MINUTES = 24 * 60
ONE_IN = 200
"""Old counts are dropped at one of so many tries."""


@dataclass(frozen=True)
class Limit:
    """At most `most` in any `minutes`, counted for each subject: an address, an account, a form."""

    name: str
    most: int
    minutes: int

    def take(self, *subject: object) -> int:
        """Count one try. Returns 0 if it is allowed, else after how many seconds to try again."""
        key, now = self.key(subject), time.time()
        minute = int(now // 60)
        add(key, minute, 1)
        counts = self.counts(key, minute)
        if sum(counts.values()) <= self.most:
            return 0
        add(key, minute, -1)
        return self.seconds_until_free(counts, now)

    def give_back(self, *subject: object):
        """Undo one try of this minute: it turned out to be harmless."""
        add(self.key(subject), int(time.time() // 60), -1)

    def forget(self, *subject: object):
        """Start counting anew."""
        RateCount.objects.filter(key=self.key(subject)).delete()

    def key(self, subject: Iterable[object]) -> str:
        text = "\x1f".join([self.name, *map(str, subject)])
        return salted_hmac("greencustoms.limits", text, algorithm="sha256").hexdigest()

    def counts(self, key: str, minute: int) -> dict[int, int]:
        found = RateCount.objects.filter(key=key, minute__gt=minute - self.minutes, count__gt=0)
        return dict(found.values_list("minute").annotate(total=Sum("count")))

    def seconds_until_free(self, counts: dict[int, int], now: float) -> int:
        """When so many old tries leave the window that one more fits."""
        left = sum(counts.values()) - 1
        for minute in sorted(counts):
            left -= counts[minute]
            if left < self.most:
                return max(1, ceil((minute + self.minutes) * 60 - now))
        return self.minutes * 60


def add(key: str, minute: int, change: int):
    """Change a count in one statement; the first try of a minute makes the row."""
    rows = RateCount.objects.filter(key=key, minute=minute)
    if change < 0:
        rows.filter(count__gt=0).update(count=F("count") + change)
        return
    if rows.update(count=F("count") + change):
        return
    try:
        with transaction.atomic():
            RateCount.objects.create(key=key, minute=minute, count=change)
    except IntegrityError:
        rows.update(count=F("count") + change)
    if random.randrange(ONE_IN) == 0:  # noqa: S311 - no secret
        RateCount.objects.filter(minute__lt=minute - KEPT_MINUTES).delete()


def come_back_in(request, seconds: int):
    """Let the answer to this request be 429 with `Retry-After`; see `core.middleware.ComeBackLater`."""
    request.come_back_in = seconds


def client_address(request) -> str:
    """The network address of the visitor; empty where there is none.

    Behind proxies of ours it is the one that the outermost of them saw: `TRUSTED_PROXIES` says how many there are.
    What a visitor writes in the header itself stands further left and is not read.
    """
    address = request.META.get("REMOTE_ADDR", "")
    if settings.TRUSTED_PROXIES:
        hops = [hop.strip() for hop in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if hop.strip()]
        if len(hops) >= settings.TRUSTED_PROXIES:
            address = hops[-settings.TRUSTED_PROXIES]
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return ""
    return str(getattr(parsed, "ipv4_mapped", None) or parsed)


def address_of(request) -> str:
    """What tries are counted for: an IPv4 address, or the /64 that one household of IPv6 has."""
    address = client_address(request)
    if ":" in address:
        return str(ipaddress.ip_network(f"{address}/64", strict=False).network_address)
    return address
