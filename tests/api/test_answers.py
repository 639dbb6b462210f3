import re
from html import unescape

import pytest
from django.conf import settings

from greencustoms.api.datasets import DATASETS

pytestmark = pytest.mark.django_db

TOO_LARGE = "9" * 26


@pytest.mark.parametrize(
    "query",
    ["page=0", f"page={TOO_LARGE}", "page=x", "per_page=201", f"per_page=-{TOO_LARGE}", "language=xx",
     "country=ke", "country=ZZ", "kind=x", "colour=red", "kind[]=1", "country=%ff", "page=1e9"],
)  # fmt: skip
def test_what_makes_no_sense_is_refused_with_the_name_of_the_parameter(client, query):
    response = client.get(f"/api/v1/partners/?{query}")

    told = response.json()
    assert (response.status_code, told["status"]) == (400, 400)
    assert response["Content-Type"] == "application/problem+json"
    assert told["parameters"][0]["name"] == query.partition("=")[0]


@pytest.mark.parametrize("address", ["nothing/", "items/%00/", "nothing.csv", "items/a/b/", "items.xlsx", "../admin"])
def test_an_address_that_is_not_there_is_told_in_json(client, address):
    response = client.get(f"/api/v1/{address}")

    assert response.status_code in (400, 404)
    assert response["Content-Type"] == "application/problem+json"
    assert response["Access-Control-Allow-Origin"] == "*"


def test_an_address_without_its_last_stroke_leads_to_the_one_that_has_it(client):
    response = client.get("/api/v1/partners?country=CH")

    assert (response.status_code, response["Location"]) == (301, "/api/v1/partners/?country=CH")
    assert response["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize("address", ["/api/v1/", "/api/v1/partners/", "/api/v1/partners/cites/", "/api/v1/items.csv"])
def test_nothing_can_be_written(client, method, address):
    response = getattr(client, method)(address, data="{}", content_type="application/json")

    assert response.status_code == 405
    assert response["Allow"] == "GET, HEAD, OPTIONS"


def test_a_program_in_a_browser_may_ask_with_the_tag_it_has(client):
    before = client.options("/api/v1/partners/", headers={"Access-Control-Request-Headers": "if-none-match"})
    response = client.get("/api/v1/partners/", headers={"Origin": "https://example.org"})

    assert before.status_code == 204
    assert "If-None-Match" in before["Access-Control-Allow-Headers"]
    assert response["Access-Control-Allow-Origin"] == "*"
    assert not response.cookies


@pytest.mark.parametrize("address", ["partners/", "items.csv", "items.json", "", "openapi.json"])
def test_what_has_not_changed_is_not_sent_again(client, home, address):
    first = client.get(f"/api/v1/{address}")

    again = client.get(f"/api/v1/{address}", headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304
    assert again["Access-Control-Allow-Origin"] == "*"
    home.save_revision().publish()
    if address == "items.csv":
        assert client.get(f"/api/v1/{address}")["ETag"] != first["ETag"]


@pytest.mark.parametrize("address", ["partners/", "items.csv"])
def test_a_head_request_gets_the_headers_and_no_body(client, address):
    got, headed = client.get(f"/api/v1/{address}"), client.head(f"/api/v1/{address}")

    assert headed.content == b""
    assert (headed.status_code, headed["ETag"], headed["Content-Type"]) == (200, got["ETag"], got["Content-Type"])


def test_the_page_cache_knows_each_parameter_of_the_api():
    declared = {name for dataset in DATASETS.values() for name in dataset.parameters.model_fields}

    assert declared == settings.API_PARAMETERS


def test_the_entrance_leads_to_the_page_for_people(client):
    assert client.get("/api/")["Location"] == "/en/api/"


def test_every_example_on_the_page_runs(site, client):
    page = client.get("/en/api/").content.decode()

    examples = [
        unescape(found)
        for found in re.findall(r"curl &quot;(.+?)&quot;|curl \"(.+?)\"", page)
        for found in found
        if found
    ]
    assert len(examples) == len(DATASETS) + 1
    for example in examples:
        assert client.get(example.removeprefix("http://testserver")).status_code == 200
