"""The addresses of the API and their description in OpenAPI 3.1, both made of the data sets by django-ninja."""

from math import ceil
from typing import Literal

from django.conf import settings
from django.http import Http404
from django.utils.translation import override
from ninja import Field, NinjaAPI, Query, Schema
from ninja.errors import ValidationError
from pydantic import create_model

from greencustoms.core.problem_details import CONTENT_TYPE, problem
from workshops.exports import licence

from .datasets import DATASETS
from .parameters import InLanguage

VERSION = "1.0.0"
LONGEST_ID = 255
LONGEST_REASON = 300


class ParameterProblem(Schema):
    """One parameter that could not be understood."""

    name: str
    reason: str


class Problem(Schema):
    """Problem details (RFC 9457)."""

    type: Literal["about:blank"]
    title: str
    status: int
    detail: str
    parameters: list[ParameterProblem] = []


class Page(Schema):
    """One page of a list."""

    count: int = Field(description="How many records there are on all pages.")
    page: int
    pages: int
    next: str | None = Field(description="Address of the next page; empty on the last.")
    previous: str | None
    language: str
    licence: str


class UnknownParameterError(Exception):
    """Parameters that an address does not know; `known` are those that it does."""

    def __init__(self, names, known):
        super().__init__(", ".join(names))
        self.names, self.known = names, known


class ReadAPI(NinjaAPI):
    def get_openapi_schema(self, **options):
        """As ninja makes it; what went wrong has a content type of its own, and the licence is named."""
        schema = super().get_openapi_schema(**options)
        with override(settings.LANGUAGE_CODE):
            schema["info"]["license"] = {"name": licence()}
            summaries = {dataset.name: str(dataset.summary) for dataset in DATASETS.values()}
        for operations in schema["paths"].values():
            for operation in operations.values():
                operation["description"] = summaries[operation["tags"][0]]
                for status, answer in operation["responses"].items():
                    if int(status) >= 400:
                        answer["content"] = {CONTENT_TYPE: answer["content"]["application/json"]}
        return schema


api = ReadAPI(
    title="Green Customs read API",
    version=VERSION,
    description="Everything public on the site of the Green Customs Initiative, to read. No key is needed.",
    urls_namespace="api-v1",
    docs_url=None,
    openapi_url=None,
)


@api.exception_handler(ValidationError)
def refuse_values(request, error):
    """400 with the name of each parameter that makes no sense, and why."""
    wrong = [{"name": str(one["loc"][-1]), "reason": str(one["msg"])[:LONGEST_REASON].strip()} for one in error.errors]
    names = ", ".join(one["name"] for one in wrong)
    return problem(400, f"These parameters make no sense: {names}.", parameters=wrong)


@api.exception_handler(UnknownParameterError)
def refuse_names(request, error):
    known = ", ".join(error.known)
    wrong = [{"name": name, "reason": f"Known here: {known}."} for name in error.names]
    return problem(400, f"These parameters are not known here: {', '.join(error.names)}.", parameters=wrong)


@api.exception_handler(Http404)
def tell_missing(request, error):
    return problem(404, "There is nothing with this id that visitors may see.")


def read(request, asked: InLanguage):
    """Let everything that is told of the request be in the language that was asked for."""
    known = list(type(asked).model_fields)
    if unknown := [name[:100] for name in request.GET if name not in known]:
        raise UnknownParameterError(unknown, known)
    request.LANGUAGE_CODE = asked.language
    return override(asked.language)


def list_of(dataset):
    """One page of a data set."""

    page_of_records = create_model(
        f"PageOf{type(dataset).__name__}", __base__=Page, results=(list[dataset.record], ...)
    )

    def listing(request, asked: Query[dataset.parameters]):
        with read(request, asked):
            found = dataset.find(asked, request)
            count = len(found) if isinstance(found, list) else found.count()
            pages = max(1, ceil(count / asked.per_page))
            start = (asked.page - 1) * asked.per_page

            def address(number):
                query = request.GET.copy()
                query["page"] = number
                return request.build_absolute_uri(f"{request.path}?{query.urlencode()}")

            return {
                "count": count,
                "page": asked.page,
                "pages": pages,
                "next": address(asked.page + 1) if asked.page < pages else None,
                "previous": address(min(asked.page - 1, pages)) if asked.page > 1 else None,
                "language": asked.language,
                "licence": licence(),
                "results": dataset.rows(found[start : start + asked.per_page], asked, request),
            }

    return page_of_records, listing


def one_of(dataset):
    def record(request, id: str, asked: Query[InLanguage]):
        with read(request, asked):
            found = dataset.one(id, asked, request) if len(id) <= LONGEST_ID else None
            if found is None:
                raise Http404
            return found

    return dataset.detail or dataset.record, record


for dataset in DATASETS.values():
    page, listing = list_of(dataset)
    api.get(
        f"/{dataset.name}/",
        response={200: page, 400: Problem},
        operation_id=f"list-{dataset.name}",
        url_name=f"{dataset.name}-list",
        summary=f"List {dataset.name}",
        tags=[dataset.name],
    )(listing)
    whole, record = one_of(dataset)
    api.get(
        f"/{dataset.name}/{{id}}/",
        response={200: whole, 400: Problem, 404: Problem},
        operation_id=f"read-{dataset.name}",
        url_name=f"{dataset.name}-record",
        summary=f"One record of {dataset.name}",
        tags=[dataset.name],
    )(record)
