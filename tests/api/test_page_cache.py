"""The API behind the page cache, as it is under gunicorn."""

import json

import pytest

pytestmark = pytest.mark.django_db


def test_records_are_made_once_until_content_changes(site, reader, partner_index):
    first, again = reader.get("/api/v1/partners/?country=CH"), reader.get("/api/v1/partners/?country=CH")
    assert (first.status, again.text, len(reader.asked_of_django)) == (200, first.text, 1)
    assert first.headers["Access-Control-Allow-Origin"] == "*"

    partner_index.get_children().get(slug="cites").unpublish()

    assert json.loads(reader.get("/api/v1/partners/?country=CH").text)["results"] == []


def test_the_tag_of_kept_records_saves_sending_them_again(site, reader):
    tag = reader.get("/api/v1/partners/").headers["ETag"]

    answer = reader.get("/api/v1/partners/", if_none_match=tag)

    assert (answer.status, answer.raw) == (304, b"")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


def test_a_parameter_that_is_not_known_is_refused_and_not_left_out(site, reader):
    reader.get("/api/v1/partners/")

    assert reader.get("/api/v1/partners/?colour=red").status == 400
    assert reader.get("/api/v1/partners/?page=0").status == 400


def test_each_language_has_its_own_copy(site, reader):
    told = [json.loads(reader.get(f"/api/v1/glossary/?language={code}").text)["language"] for code in ("fr", "ar")]

    assert told == ["fr", "ar"]
