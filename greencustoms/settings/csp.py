"""The two Content-Security-Policies: a strict one for readers, one that Wagtail's admin can work under."""

SELF = "'self'"
NONE = "'none'"
INLINE = "'unsafe-inline'"

PUBLIC_POLICY = {
    "default-src": [NONE],
    "script-src": [SELF],
    "style-src": [SELF],
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
