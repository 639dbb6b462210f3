"""For tests only: a page that reads a parameter which `PAGE_PARAMETERS` does not name is found at once."""

from django.conf import settings
from django.http import QueryDict

from .asked import is_api, is_public


class UndeclaredParameterError(AssertionError):
    pass


class DeclaredOnly(QueryDict):
    """A query in which only declared names may be looked up. A copy may hold anything: links are made of copies."""

    is_read = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.is_read = not self._mutable

    def __contains__(self, key):
        return super().__contains__(declared(key) if self.is_read else key)

    def getlist(self, key, default=None):
        return super().getlist(declared(key) if self.is_read else key, default)

    def get(self, key, default=None):
        return super().get(declared(key) if self.is_read else key, default)


def declared(name):
    if name not in settings.PAGE_PARAMETERS:
        raise UndeclaredParameterError(
            f"Add “{name}” to PAGE_PARAMETERS in the settings: the page cache leaves out parameters it does not know."
        )
    return name


class OnlyDeclared:
    """Middleware: what a page of readers is asked for holds only declared parameters."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        path = request.path_info
        if request.method in ("GET", "HEAD") and is_public(path) and not is_api(path):
            request.GET = DeclaredOnly(request.META.get("QUERY_STRING", ""), encoding=request.encoding)
        return self.get_response(request)
