"""What every request passes through first, and what every response carries."""

from csp.middleware import CSPMiddleware
from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import HttpResponseNotAllowed
from django.middleware.gzip import GZipMiddleware
from django.middleware.locale import LocaleMiddleware

PERMISSIONS_POLICY = "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()"


class WithoutNulBytes:
    """Keeps NUL bytes away from databases, of which PostgreSQL takes none: one in the path is answered with 400.

    In a query one is read as a space, so that it makes no more sense than it did and fails nowhere. What is posted goes
    through forms, whose fields refuse it with a message.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        query = request.META.get("QUERY_STRING", "")
        if "%00" in query or "\x00" in query:
            request.META["QUERY_STRING"] = query.replace("%00", "%20").replace("\x00", "%20")
        return self.get_response(request)

    def process_view(self, request, view_func, view_args, view_kwargs):
        if "\x00" in request.path:
            raise BadRequest("NUL byte in the address.")


class RefuseTrace:
    """TRACE would send back what browsers send in secret. No address of ours has a use for it."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.method in ("TRACE", "TRACK", "CONNECT"):
            return HttpResponseNotAllowed(["GET", "HEAD", "POST", "OPTIONS"])
        return self.get_response(request)


class CompressWhatIsNot(GZipMiddleware):
    """Files that are packed already are sent as they are, with their length, so that a browser can show how far it is."""

    packed = ("application/pdf", "application/zip", "application/epub", "application/vnd.o", "image/avif", "image/jpeg",
              "image/png", "image/webp")  # fmt: skip

    def process_response(self, request, response):
        if response.get("Content-Type", "").startswith(self.packed):
            return response
        return super().process_response(request, response)


class ComeBackLater:
    """An answer to somebody who tried too often is 429 and says when to try again; what was typed stays in its form."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if seconds := getattr(request, "come_back_in", 0):
            response.status_code = 429
            response["Retry-After"] = str(seconds)
        return response


class LanguageOfAddress(LocaleMiddleware):
    """The language is that of the address. An unknown address of a machine is 404, no page in some language."""

    without_language = ("/account/", "/admin/", "/api/", "/documents/", "/language/", "/media/", "/portal/", "/static/")

    def process_response(self, request, response):
        if response.status_code == 404 and f"{request.path}/".startswith(self.without_language):
            return response
        return super().process_response(request, response)


class ContentSecurityPolicy(CSPMiddleware):
    """One strict policy for readers; another for Wagtail's admin, which cannot work without inline scripts."""

    def get_policy_parts(self, request, response, report_only=False):
        parts = super().get_policy_parts(request, response, report_only)
        if not report_only and is_admin(request):
            parts.config = settings.ADMIN_CONTENT_SECURITY_POLICY["DIRECTIVES"]
        return parts

    def process_response(self, request, response):
        if is_admin(request):
            # A preview is a public page rendered by a request inside this one, with the policy of readers.
            del response["Content-Security-Policy"]
            response["X-Frame-Options"] = "SAMEORIGIN"
        else:
            response["X-Frame-Options"] = "DENY"
        response = super().process_response(request, response)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if not is_admin(request):
            response.headers.setdefault("Cross-Origin-Embedder-Policy", "require-corp")
        return response


def is_admin(request):
    return request.path.startswith("/admin/")
