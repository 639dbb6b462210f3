"""Files the virus scanner has not seen yet, because it did not answer when they came."""

import logging
from collections import Counter

from greencustoms.core.models import PrivateFile, SiteDocument

from .scanning import ScanState, scan

logger = logging.getLogger(__name__)


def scan_waiting(seconds: float) -> Counter:
    """Show each waiting file to the scanner; return how many have which state now.

    Where the scanner gives no answer, the rest is left for the next time: it would only wait as long for each.
    """
    counts = Counter()
    for model in (PrivateFile, SiteDocument):
        waiting = model.objects.filter(scan_state=ScanState.WAITING).order_by("pk")
        for scanned in waiting:
            state = scan_one(scanned, seconds)
            counts[state.value] += 1
            if state == ScanState.WAITING:
                counts["waiting"] = PrivateFile.objects.waiting().count()
                counts["waiting"] += SiteDocument.objects.filter(scan_state=ScanState.WAITING).count()
                return counts
    return counts


def scan_one(scanned, seconds):
    storage, name = scanned.file.storage, scanned.file.name
    try:
        with storage.open(name, "rb") as content:
            verdict = scan(content, seconds)
    except FileNotFoundError:
        logger.error("The file of %s %s is missing; it stays unserved.", scanned._meta.verbose_name, scanned.pk)
        return ScanState.REFUSED
    if verdict.state == ScanState.WAITING:
        return verdict.state
    verdict.note_on(scanned)
    # Only these columns: somebody may have changed the rest meanwhile.
    scanned.save(update_fields=["scan_state", "scan_reason", "scanned_at"])
    if verdict.state == ScanState.INFECTED:
        logger.warning("The virus scanner found %s in %s %s.", verdict.found, scanned._meta.verbose_name, scanned.pk)
        storage.delete(name)
    return verdict.state
