"""While the database is known to be gone, no request waits for it: it is told so at once."""

from .error_pages import DATABASE_GONE, unavailable

# These say themselves what they know, or need no database.
ANSWER_WITHOUT_DATABASE = (
    "/healthz",
    "/readyz",
    "/static/",
    "/media/",
    "/robots.txt",
    "/site.webmanifest",
    "/.well-known/",
    "/favicon.ico",
)


class SayUnavailable:
    """Middleware, after the one that finds the language and before all that read the database."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.META.get(DATABASE_GONE) and not request.path_info.startswith(ANSWER_WITHOUT_DATABASE):
            return unavailable(request)
        return self.get_response(request)
