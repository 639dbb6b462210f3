"""The two Content-Security-Policies: a strict one for readers, one that Wagtail's admin can work under."""

import base64
import hashlib
from pathlib import Path

SITE_STYLES = Path(__file__).resolve().parent.parent.parent / "static" / "css" / "site.css"
"""The one style sheet of the public pages. It stands in each page, so that nothing but the page itself is waited for
before it is seen, and the policy names it by its digest."""


def digest_of(text: str) -> str:
    """Return how a policy names an inline text."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


SELF = "'self'"
NONE = "'none'"
INLINE = "'unsafe-inline'"

PUBLIC_POLICY = {
    "default-src": [NONE],
    "script-src": [SELF],
    "style-src": [SELF, digest_of(SITE_STYLES.read_text(encoding="utf-8"))],
    "img-src": [SELF, "data:"],
    "font-src": [SELF],
    "connect-src": [SELF],
    "media-src": [SELF],
    "manifest-src": [SELF],
    "worker-src": [SELF],
    "form-action": [SELF],
    "base-uri": [NONE],
    "frame-ancestors": [NONE],
    "object-src": [NONE],
}

# Wagtail's date pickers, choosers and inline panels insert inline scripts from templates later on, so nonces
# do not help. Inline event handlers stay forbidden.
ADMIN_POLICY = {
    "default-src": [NONE],
    "script-src": [SELF, INLINE],
    "script-src-attr": [NONE],
    "style-src": [SELF, INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "font-src": [SELF],
    "connect-src": [SELF],
    "frame-src": [SELF],
    "media-src": [SELF],
    "manifest-src": [SELF],
    "worker-src": [SELF],
    "form-action": [SELF],
    "base-uri": [NONE],
    "frame-ancestors": [SELF],
    "object-src": [NONE],
}


def add_headers_of_static_files(headers, path, url):
    """A page that embeds nothing foreign starts a worker only from a script that says the same of itself."""
    headers["Cross-Origin-Embedder-Policy"] = "require-corp"
    headers["Cross-Origin-Resource-Policy"] = "same-origin"
