"""Which addresses in a document are links a reader may follow, and which reach for something."""

import re

SAFE = ("http", "https", "mailto", "ftp", "ftps", "tel", "sip", "skype", "webcal")
SCHEME = re.compile(r"^\s*([A-Za-z][A-Za-z0-9+.\-]*):")


def scheme_of(address: str) -> str:
    found = SCHEME.match(address)
    # One letter is the drive of a disk: C:\…
    return found[1].lower() if found and len(found[1]) > 1 else ""


def is_safe_link(address: str) -> bool:
    """A web page, an e-mail, a place in the document, or a file beside it: nothing that runs, no foreign server's disk."""
    address = address.strip()
    if address.startswith(("\\\\", "//")):
        return False
    scheme = scheme_of(address)
    if scheme == "file":
        # file:///C:/… is a leftover on somebody's own disk; file://server/… asks that server for a password.
        rest = address.split(":", 1)[1]
        return rest.startswith("///") and not rest.startswith("////")
    return not scheme or scheme in SAFE


def reaches_out(address: str) -> bool:
    """Whether a part that is loaded by itself would come from outside of the document."""
    return bool(scheme_of(address)) or address.strip().startswith(("/", "\\", "../../"))
