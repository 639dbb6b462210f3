"""What programs are told when something went wrong: problem details in JSON, as RFC 9457 has them."""

from http import HTTPStatus

from django.http import JsonResponse

CONTENT_TYPE = "application/problem+json"
ADDRESSES_OF_PROGRAMS = "/api/"


def is_for_programs(request) -> bool:
    """Whether a program asks, which cannot read our pages that say what went wrong."""
    return getattr(request, "path_info", "").startswith(ADDRESSES_OF_PROGRAMS)


def problem(status: int, detail: str = "", **more) -> JsonResponse:
    """The answer with that status. `detail` says in English what to do otherwise; `more` are further members."""
    told = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": detail, **more}
    response = JsonResponse(told, status=status, content_type=CONTENT_TYPE)
    response["Access-Control-Allow-Origin"] = "*"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response
