"""The development secret: made once for each installation, never shared, never in the code."""

import os
from pathlib import Path

from django.core.management.utils import get_random_secret_key


def secret_key_from_file(path: Path) -> str:
    """Return the key kept in that file; the first caller makes it, readable by its owner only."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(get_random_secret_key())
    except FileExistsError:
        pass
    return path.read_text().strip()
