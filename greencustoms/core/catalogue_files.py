"""Compiles the translations of the interface: `locale/*/LC_MESSAGES/django.po` into what gettext reads.

In Python, because Django's own command needs programs of GNU gettext, which `make run` does without.
"""

import os
from pathlib import Path

import polib


def compile_catalogues(folders) -> list[Path]:
    """Compile what changed since it was compiled, and return those files.

    A catalogue of which less than half is translated is left out: readers of that language then see English words,
    said to be English, in place of a mixture.
    """
    return [path for folder in folders for path in sorted(Path(folder).glob("*/LC_MESSAGES/*.po")) if compile_one(path)]


def compile_one(path: Path) -> bool:
    compiled = path.with_suffix(".mo")
    if compiled.exists() and compiled.stat().st_mtime >= path.stat().st_mtime:
        return False
    catalogue = polib.pofile(str(path), encoding="utf-8")
    if catalogue.percent_translated() < 50:
        compiled.unlink(missing_ok=True)
        return False
    # Several processes may start at once: none may read half a file.
    unfinished = compiled.with_suffix(f".{os.getpid()}")
    catalogue.save_as_mofile(str(unfinished))
    unfinished.replace(compiled)
    return True
