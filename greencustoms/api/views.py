"""What programs find besides the records: the index, the description, whole files; and the page that people read."""

from functools import lru_cache, wraps
from urllib.parse import urlencode

from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect
from django.urls import Resolver404, resolve, reverse
from django.utils.cache import get_conditional_response, set_response_etag
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe
from ninja.errors import ValidationError
from pydantic import ValidationError as PydanticError
from wagtail.models import Site

from greencustoms.core.frame import home_for
from greencustoms.core.page_part import PagePart, render_part
from greencustoms.core.problem_details import problem
from workshops.exports import licence

from . import bulk
from .datasets import DATASETS
from .operations import UnknownParameterError, api, read, refuse_names, refuse_values
from .parameters import InLanguage

ROUTE = "api/"
SAFE = ("GET", "HEAD", "OPTIONS")
HEADERS = {
    # Anybody may read these from a program in a browser: they hold nothing that is not public, and need no cookie.
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Content-Disposition",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "X-Robots-Tag": "noindex",
}
BEFORE_ASKING = {
    "Allow": ", ".join(SAFE),
    "Access-Control-Allow-Methods": ", ".join(SAFE),
    "Access-Control-Allow-Headers": "Accept, Accept-Language, If-Modified-Since, If-None-Match",
    "Access-Control-Max-Age": "86400",
}


def for_programs(view):
    """Only reading, for everybody, from everywhere; the same for whoever is signed in."""

    @csrf_exempt
    @wraps(view)
    def answer(request, *args, **kwargs):
        if request.method == "OPTIONS":
            response = HttpResponse(status=204, headers=BEFORE_ASKING)
        elif request.method not in SAFE:
            response = problem(405, "This address can only be read: use GET.")
            response["Allow"] = ", ".join(SAFE)
        else:
            is_head, request.method = request.method == "HEAD", "GET"
            response = unless_known(request, view(request, *args, **kwargs))
            if is_head:
                request.method = "HEAD"
                response = without_body(response)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if response.status_code < 400:
            response.headers.setdefault("Cache-Control", "public, max-age=0, must-revalidate")
            response.headers.setdefault("Content-Language", getattr(request, "LANGUAGE_CODE", "en"))
        return response

    return answer


def unless_known(request, response):
    """304 where the reader has this answer. Django's middleware would leave out who may read it."""
    if response.status_code == 200 and not response.streaming:
        set_response_etag(response)
        return get_conditional_response(request, etag=response["ETag"], response=response)
    return response


def without_body(response):
    """What HEAD is answered with."""
    if response.streaming:
        response.close()
        headers = {name: value for name, value in response.items() if name != "Content-Length"}
        return HttpResponse(status=response.status_code, headers=headers)
    response.headers.setdefault("Content-Length", str(len(response.content)))
    response.content = b""
    return response


@for_programs
def index(request):
    """What there is, for programs that begin here."""

    def address(view, **parts):
        return request.build_absolute_uri(reverse(view, kwargs=parts))

    return JsonResponse(
        {
            "title": api.title,
            "version": api.version,
            "documentation": request.build_absolute_uri("/api/"),
            "openapi": address("api-schema"),
            "licence": licence(),
            "datasets": [
                {
                    "name": dataset.name,
                    "url": address(f"api-v1:{dataset.name}-list"),
                    "csv": address("api-file", name=dataset.name, kind="csv"),
                    "json": address("api-file", name=dataset.name, kind="json"),
                }
                for dataset in DATASETS.values()
            ],
        }
    )


@lru_cache(maxsize=1)
def schema():
    return api.get_openapi_schema()


@for_programs
def openapi(request):
    return JsonResponse(schema() | {"servers": [{"url": request.build_absolute_uri("/").rstrip("/")}]})


@for_programs
def file(request, name, kind):
    """A whole data set. The workshops have files of their own, which the filters of their page hold for, too."""
    dataset = DATASETS.get(name)
    if dataset is None:
        return problem(404, f"The data sets are: {', '.join(DATASETS)}.")
    try:
        asked = InLanguage(**request.GET.dict())
        with read(request, asked):
            if name == "workshops":
                return HttpResponseRedirect(f"/{asked.language}/workshops/data.{kind}")
            return bulk.whole_file(dataset, dataset.parameters(language=asked.language), request, kind)
    except UnknownParameterError as error:
        return refuse_names(request, error)
    except PydanticError as error:
        return refuse_values(request, ValidationError(error.errors()))


@for_programs
def elsewhere(request, path):
    """An address without its last stroke leads to the one that has it; any other is unknown."""
    try:
        is_known = not path.endswith("/") and resolve(f"/api/{path}/").func is not elsewhere
    except Resolver404:
        is_known = False
    if not is_known:
        return problem(404, "There is no such address. See /api/ for those there are.")
    query = f"?{request.GET.urlencode()}" if request.GET else ""
    return HttpResponsePermanentRedirect(f"{request.path}/{query}")


@require_safe
def entrance(request):
    """To the page about the API in the language of the reader."""
    return redirect("api-page")


@require_safe
def page(request):
    """What there is, how to ask for it, what it may be used for: for people."""
    site = Site.find_for_request(request)
    if site is None:
        raise Http404
    part = PagePart(
        request,
        home_for(site, get_language()).specific,
        ROUTE,
        title=_("Data and API"),
        description=_("Everything public on this site for other programs to read: JSON, CSV, feeds and calendars."),
    )
    root = request.build_absolute_uri("/api/v1/")
    context = {
        "root": root,
        "example": f"{root}items/?{urlencode({'mark': '75-69-4'})}",
        "datasets": [
            {
                "dataset": dataset,
                "url": reverse(f"api-v1:{dataset.name}-list"),
                "example": f"{root}{dataset.name}/{'?' if dataset.example else ''}{dataset.example}",
                "parameters": [name for name in dataset.parameters.model_fields if name not in ("page", "per_page")],
                "csv": reverse("api-file", kwargs={"name": dataset.name, "kind": "csv"}),
                "json": reverse("api-file", kwargs={"name": dataset.name, "kind": "json"}),
            }
            for dataset in DATASETS.values()
        ],
        "licence": licence(),
    }
    return render_part(request, part, "pages/api_page.html", context)
