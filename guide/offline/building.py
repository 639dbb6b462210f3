"""Makes the packs, the index and the ZIPs of one language ready. Long work: a job in the background, `jobs.py`."""

import gzip
import hashlib
import json

import brotli
from django.contrib.staticfiles import finders
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from greencustoms.core import stamp
from greencustoms.core.languages import direction, interface_language
from greencustoms.settings.csp import PUBLIC_POLICY

from ..models import OfflineFile
from .archive import make_archive
from .finder_index import index_file
from .packs import FINDER, GUIDE, packs_for
from .pages import kept_page
from .words import words_for_phones

SCRIPTS = "/static/js/offline/"
FINDER_SCRIPTS = [
    *(
        f"{SCRIPTS}finder/{name}.js"
        for name in ("text", "query", "index", "spelling", "words", "wording", "codes", "ranking")
    ),
    f"{SCRIPTS}finder/reasons.js",
    f"{SCRIPTS}finder/results.js",
    f"{SCRIPTS}finder-page.js",
]
KEEPING_SCRIPTS = [f"{SCRIPTS}keep.js", f"{SCRIPTS}store.js"]
INDEX = "finder-index"
ARCHIVE = "zip-"
INDEX_QUALITY = 10


def build(language: str, tell=lambda done, total: None) -> None:
    """Read all pages of a language and put the new files in the place of the old ones, all at once.

    `tell` is called with how many pages are read, and of how many.
    """
    stamp_of_content, made_at = stamp_now(), timezone.now()
    with override(language):
        packs = packs_for(language)
        pages = read_pages(packs, language, tell)
        index = index_file(language)
        common = common_files(language)
        made = {}
        for name, pack in packs.items():
            held = {address: pages[address] for address in pack.addresses if address in pages}
            files = {**common, **held}
            if name == FINDER:
                files |= {index_address(language): fetched_apart(index, language), **scripts(FINDER_SCRIPTS)}
                first = held[pack.addresses[0]]
                files[pack.addresses[0]] = with_hash({**first["file"], "scripts": FINDER_SCRIPTS[-1:]})
            made[name] = (pack.title, len(held), as_json(files))
            if name in (FINDER, GUIDE):
                archive = make_archive(pack, held, index if name == FINDER else "", language, made_at)
                made[f"{ARCHIVE}{name}"] = (pack.title, len(held), archive)
        made[INDEX] = (_("Finder"), 0, index.encode())
    store(language, made, stamp_of_content, made_at)


def stamp_now() -> str:
    return "-".join(map(str, stamp.current()))


def read_pages(packs, language, tell):
    addresses = list(dict.fromkeys(address for pack in packs.values() for address in pack.addresses))
    pages = {}
    for done, address in enumerate(addresses):
        tell(done, len(addresses))
        page = kept_page(address, language)
        if page is not None:
            pages[address] = with_hash({"title": page.title, "lang": page.lang, "dir": page.dir, "html": page.html})
    return pages


def with_hash(file):
    """A file of a pack, with what tells one version of it from another, and its size when it is fetched alone."""
    written = as_json(file)
    return {"hash": hashlib.sha256(written).hexdigest()[:16], "size": len(gzip.compress(written, 6)), "file": file}


def as_json(value) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def told(text, kind):
    return with_hash({"type": kind, "text": text})


def fetched_apart(index, language):
    """The index is packed better, and once, as a file of its own: whoever takes the pack fetches it too."""
    written = index.encode()
    size = len(brotli.compress(written, quality=INDEX_QUALITY))
    return {"hash": hashlib.sha256(written).hexdigest()[:16], "size": size, "from": index_address(language)}


def scripts(addresses):
    return {address: told(read_static(address.removeprefix("/static/")), "text/javascript") for address in addresses}


def read_static(path):
    with open(finders.find(path), encoding="utf-8") as file:
        return file.read()


def index_address(language):
    return f"/{language}/offline/{INDEX}.json"


def offline_address(language):
    return f"/{language}/offline/"


def common_files(language):
    """What every pack has: the frame of a kept page, the words of the worker, the page on what is kept."""
    shown = interface_language(language)
    context = {"language": shown, "direction": direction(shown), "offline": offline_address(language)}
    context["guide"] = f"/{language}/guide/"
    policy = "; ".join(f"{name} {' '.join(sources)}" for name, sources in PUBLIC_POLICY.items())
    frame = {
        "html": render_to_string("offline/frame.html", context),
        "policy": policy,
        "words": words_for_phones(),
        "lang": shown,
        "dir": direction(shown),
    }
    listed = render_to_string("offline/kept_list.html", {**context, "words": words_for_phones(), "packs": []})
    page = {"title": _("Keep this on my phone"), "lang": shown, "dir": direction(shown), "html": listed}
    return {
        f"{offline_address(language)}frame": with_hash(frame),
        offline_address(language): with_hash({**page, "scripts": KEEPING_SCRIPTS[:1]}),
        **scripts(KEEPING_SCRIPTS),
    }


@transaction.atomic
def store(language, made, its_stamp, made_at):
    old = OfflineFile.objects.filter(language=language)
    old.exclude(name__in=made).delete()
    for name, (title, pages, body) in made.items():
        packed = (
            body if name.startswith(ARCHIVE) else brotli.compress(body, quality=INDEX_QUALITY if name == INDEX else 6)
        )
        told = {
            "title": title,
            "pages": pages,
            "stamp": its_stamp,
            "made_at": made_at,
            "size": len(packed),
            "body": packed,
        }
        OfflineFile.objects.update_or_create(language=language, name=name, defaults=told)
